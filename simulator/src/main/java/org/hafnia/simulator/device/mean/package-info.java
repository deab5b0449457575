/** The mean law of devices, its numbers drawn anew from their address whenever they are needed. */
@NullMarked
package org.hafnia.simulator.device.mean;

import org.jspecify.annotations.NullMarked;
