/** Normal scores, laws as functions of them, and adaptive quadrature: rare events to 1e-300. */
@NullMarked
package org.hafnia.simulator.array.tails;

import org.jspecify.annotations.NullMarked;
