/** Models of resistive memory that requests name: presets, fitted, posted; and what they draw. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"api", "lists", "plots", "tables", "web", "web :: contract"})
package org.hafnia.service.devices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
