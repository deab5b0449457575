/** Fits the family "endurance": window and failed cells against SET/RESET cycles. */
@NullMarked
package org.hafnia.simulator.fitting.endurance;

import org.jspecify.annotations.NullMarked;
