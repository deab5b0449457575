/** Rows of measurements in memory: kinds, their columns, SI units. */
@NullMarked
package org.hafnia.simulator.measurement;

import org.jspecify.annotations.NullMarked;
