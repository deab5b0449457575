/** What every feature needs to speak HTTP: problems, the contract's checks, idempotency, ETags. */
@NullMarked
@ApplicationModule(allowedDependencies = "api")
package org.hafnia.service.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
