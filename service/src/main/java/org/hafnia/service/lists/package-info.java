/** Pages of long tables: each with a statement, and so a plan, for what was asked and no more. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.hafnia.service.lists;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
