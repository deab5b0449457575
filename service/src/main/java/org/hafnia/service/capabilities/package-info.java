/** What this installation is made of and what it can do. */
@NullMarked
@ApplicationModule(allowedDependencies = {"api", "datasets", "devices", "web"})
package org.hafnia.service.capabilities;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
