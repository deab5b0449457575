/** Networks: presets and stored descriptions, held against shapes, with what they take. */
@NullMarked
@ApplicationModule(allowedDependencies = {"api", "datasets", "web", "web :: contract"})
package org.hafnia.service.networks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
