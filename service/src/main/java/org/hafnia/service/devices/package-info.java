/** Models of resistive memory that a training can name. */
@NullMarked
@ApplicationModule(allowedDependencies = {"api", "web"})
package org.hafnia.service.devices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
