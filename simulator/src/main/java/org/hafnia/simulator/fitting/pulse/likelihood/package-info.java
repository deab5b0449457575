/** The likelihood of one device's trace, with its derivatives by all parameters. */
@NullMarked
package org.hafnia.simulator.fitting.pulse.likelihood;

import org.jspecify.annotations.NullMarked;
