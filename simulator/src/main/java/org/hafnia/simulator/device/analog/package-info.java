/**
 * Pairs of analog devices as the weights of a layer, moved by pulses: float32 columns, worked on
 * pair by pair.
 */
@NullMarked
package org.hafnia.simulator.device.analog;

import org.jspecify.annotations.NullMarked;
