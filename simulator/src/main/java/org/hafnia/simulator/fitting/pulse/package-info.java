/**
 * Pulse-response models from traces of pulses: state-space likelihood of each device, then the
 * population by its marginal likelihood.
 */
@NullMarked
package org.hafnia.simulator.fitting.pulse;

import org.jspecify.annotations.NullMarked;
