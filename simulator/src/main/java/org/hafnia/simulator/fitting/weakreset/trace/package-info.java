/** One measured trace under the weak-RESET model: likelihood, telegraph states, knee. */
@NullMarked
package org.hafnia.simulator.fitting.weakreset.trace;

import org.jspecify.annotations.NullMarked;
