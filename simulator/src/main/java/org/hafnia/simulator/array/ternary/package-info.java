/** Ternary reads near threshold: maps, and the supplies at which three values separate. */
@NullMarked
package org.hafnia.simulator.array.ternary;

import org.jspecify.annotations.NullMarked;
