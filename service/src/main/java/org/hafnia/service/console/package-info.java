/** What the launcher shows of a running service: a plain HTTP client that starts without Spring. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package org.hafnia.service.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
