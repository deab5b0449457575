/**
 * Curves of resistance against what is done to a cell: programming pulses, cycles, time and
 * temperature. Fits and models share them.
 */
@NullMarked
package org.hafnia.simulator.device.conditions;

import org.jspecify.annotations.NullMarked;
