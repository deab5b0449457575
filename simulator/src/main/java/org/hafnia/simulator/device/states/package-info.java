/** Laws of the resistance of the two states of a cell, LRS and HRS. */
@NullMarked
package org.hafnia.simulator.device.states;

import org.jspecify.annotations.NullMarked;
