/** Estimators of the probability that a read goes wrong, each with its interval and cost. */
@NullMarked
package org.hafnia.simulator.array.estimate;

import org.jspecify.annotations.NullMarked;
