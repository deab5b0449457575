/** Draws of devices and traces from any device model, as rows of measurements. */
@NullMarked
package org.hafnia.simulator.device.sampling;

import org.jspecify.annotations.NullMarked;
