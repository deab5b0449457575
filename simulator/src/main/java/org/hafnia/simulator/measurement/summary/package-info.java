/** What is known of measurements without reading them again: ranges, quantiles, outliers. */
@NullMarked
package org.hafnia.simulator.measurement.summary;

import org.jspecify.annotations.NullMarked;
