/** What follows the sums of a layer, value by value, folded into thresholds. */
@NullMarked
package org.hafnia.simulator.inference.folding;

import org.jspecify.annotations.NullMarked;
