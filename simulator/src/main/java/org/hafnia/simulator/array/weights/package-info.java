/** Weights as an array gives them back: errors at given rates, and sampled, programmed pairs. */
@NullMarked
package org.hafnia.simulator.array.weights;

import org.jspecify.annotations.NullMarked;
