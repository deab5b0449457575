/** Error rates along a condition, and the cheapest condition that is good enough. */
@NullMarked
package org.hafnia.simulator.array.curve;

import org.jspecify.annotations.NullMarked;
