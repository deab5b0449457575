/** Sense amplifiers: what is read from two branches of given resistance. */
@NullMarked
package org.hafnia.simulator.array.sense;

import org.jspecify.annotations.NullMarked;
