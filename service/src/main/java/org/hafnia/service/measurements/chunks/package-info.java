/** Rows by columns in PostgreSQL's binary COPY format, to and from table measurement_chunk. */
@NullMarked
package org.hafnia.service.measurements.chunks;

import org.jspecify.annotations.NullMarked;
