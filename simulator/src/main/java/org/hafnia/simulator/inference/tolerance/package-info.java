/** How many errors of its weights a network bears. */
@NullMarked
package org.hafnia.simulator.inference.tolerance;

import org.jspecify.annotations.NullMarked;
