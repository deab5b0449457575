/** Fits of the law of one state's reads: lognormal, with tails, empirical. */
@NullMarked
package org.hafnia.simulator.fitting.states.laws;

import org.jspecify.annotations.NullMarked;
