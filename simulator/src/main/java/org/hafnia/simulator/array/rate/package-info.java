/** Error rates of memory cells: the question, the answer, and what works it out. */
@NullMarked
package org.hafnia.simulator.array.rate;

import org.jspecify.annotations.NullMarked;
