/** From measurements to device models: estimates with intervals, goodness of fit, choice. */
@NullMarked
package org.hafnia.simulator.fitting;

import org.jspecify.annotations.NullMarked;
