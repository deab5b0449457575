/** Pictures of results as PNG and SVG; knows numbers and axes, no feature. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.hafnia.service.plots;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
