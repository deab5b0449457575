/** Fits of the weak-RESET family: each trace, then the population of devices. */
@NullMarked
package org.hafnia.simulator.fitting.weakreset;

import org.jspecify.annotations.NullMarked;
