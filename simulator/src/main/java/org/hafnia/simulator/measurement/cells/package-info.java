/** Rows of a file as they stand there, whatever its format. */
@NullMarked
package org.hafnia.simulator.measurement.cells;

import org.jspecify.annotations.NullMarked;
