package org.hafnia.simulator.array.curve;

import org.hafnia.simulator.device.states.StatePair;

/**
 * The states of a cell at one condition.
 *
 * @param x the condition: cycles, seconds, volts, ...
 * @param label as shown, "weak" for example
 */
public record OperatingPoint(double x, String label, StatePair states) {}
