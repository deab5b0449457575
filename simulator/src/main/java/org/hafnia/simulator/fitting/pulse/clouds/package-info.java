/**
 * Populations of devices whose reads are noisy: device parameters are integrated out over clouds of
 * points at which the likelihood of each device is worked out.
 */
@NullMarked
package org.hafnia.simulator.fitting.pulse.clouds;

import org.jspecify.annotations.NullMarked;
