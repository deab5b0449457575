/** What a device model is, as data: parameters with unit, law, estimate and source. */
@NullMarked
package org.hafnia.simulator.device.description;

import org.jspecify.annotations.NullMarked;
