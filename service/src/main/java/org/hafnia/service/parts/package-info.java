/** Long contents cut into parts, one row each, of which one at a time is in memory. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.hafnia.service.parts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
