/** Rows of cells out of files: delimited text, JSON lines, Parquet. */
@NullMarked
package org.hafnia.simulator.measurement.format;

import org.jspecify.annotations.NullMarked;
