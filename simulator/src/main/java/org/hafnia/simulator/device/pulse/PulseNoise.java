package org.hafnia.simulator.device.pulse;

/**
 * What differs from pulse to pulse.
 *
 * <pre>
 *   additive        w += d dw_d (y_d(w) + cycle xi)
 *   multiplicative  w += d dw_d y_d(w) (1 + cycle xi)
 *   read            w_visible = w + write dw_min xi
 * </pre>
 *
 * @param cycle cycle-to-cycle noise, in steps
 * @param additive whether it is as large where steps are small
 * @param write write noise: what a read shows beyond the state, in units of dw_min
 */
public record PulseNoise(double cycle, boolean additive, double write) {}
