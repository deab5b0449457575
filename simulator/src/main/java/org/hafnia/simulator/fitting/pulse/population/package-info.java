/**
 * The population of devices: its likelihood with device parameters integrated out, and its search.
 */
@NullMarked
package org.hafnia.simulator.fitting.pulse.population;

import org.jspecify.annotations.NullMarked;
