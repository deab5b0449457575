/** Pictures of measurements, drawn from their rows in memory that does not depend on how many. */
@NullMarked
package org.hafnia.service.measurements.plots;

import org.jspecify.annotations.NullMarked;
