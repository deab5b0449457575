/** The likelihood of traces with noisy reads: the law of the hidden weight, carried on a grid. */
@NullMarked
package org.hafnia.simulator.fitting.pulse.grid;

import org.jspecify.annotations.NullMarked;
