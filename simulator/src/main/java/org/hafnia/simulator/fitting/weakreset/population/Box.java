package org.hafnia.simulator.fitting.weakreset.population;

/** Bounds to which the laws of devices are cut, m1 and m2 per pulse, the knee in pulses. */
public record Box(
    double slopeLow,
    double slopeHigh,
    double kneeLow,
    double kneeHigh,
    double lateLow,
    double lateHigh) {}
