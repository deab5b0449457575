/** Noise of devices as a function of address: nothing is stored, no order matters. */
@NullMarked
package org.hafnia.simulator.device.noise;

import org.jspecify.annotations.NullMarked;
