/** Fits the family "sense-amplifier": what precharge sense amplifiers read from two resistances. */
@NullMarked
package org.hafnia.simulator.fitting.sense;

import org.jspecify.annotations.NullMarked;
