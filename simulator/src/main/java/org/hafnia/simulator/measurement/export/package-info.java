/** Measurements as files that can be read again. */
@NullMarked
package org.hafnia.simulator.measurement.export;

import org.jspecify.annotations.NullMarked;
