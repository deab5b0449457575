/** Device models that Hafnia brings along, each with its sources. */
@NullMarked
package org.hafnia.simulator.device.presets;

import org.jspecify.annotations.NullMarked;
