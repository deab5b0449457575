/** What devices were given: pulses and their distribution, SETs and RESETs, energy, cycles. */
@NullMarked
package org.hafnia.simulator.device.use;

import org.jspecify.annotations.NullMarked;
