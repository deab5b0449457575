/** Networks of binary and ternary layers, computed on packed words: exactly, by counting. */
@NullMarked
package org.hafnia.simulator.inference.packed;

import org.jspecify.annotations.NullMarked;
