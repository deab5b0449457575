/** What one pulse does to the weight of an analog device: step laws, their sizes and bounds. */
@NullMarked
package org.hafnia.simulator.device.pulse;

import org.jspecify.annotations.NullMarked;
