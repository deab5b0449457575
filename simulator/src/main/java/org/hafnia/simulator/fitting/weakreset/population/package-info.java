/** Laws of the devices' parameters, estimated from what each trace says about its own. */
@NullMarked
package org.hafnia.simulator.fitting.weakreset.population;

import org.jspecify.annotations.NullMarked;
