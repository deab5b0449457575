/**
 * Arithmetic on packed words: XNOR and popcount, in vectors and word by word, with the same bits.
 */
@NullMarked
package org.hafnia.simulator.inference.kernel;

import org.jspecify.annotations.NullMarked;
