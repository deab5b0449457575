/** The PostgreSQL of the service: a server that is named, or one that it runs by itself. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.hafnia.service.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
