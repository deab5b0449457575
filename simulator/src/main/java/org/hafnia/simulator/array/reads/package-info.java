/** Error rates counted in measured reads, with intervals from resampled cells. */
@NullMarked
package org.hafnia.simulator.array.reads;

import org.jspecify.annotations.NullMarked;
