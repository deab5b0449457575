/** How the columns of a file become the columns of a kind of measurement. */
@NullMarked
package org.hafnia.simulator.measurement.mapping;

import org.jspecify.annotations.NullMarked;
