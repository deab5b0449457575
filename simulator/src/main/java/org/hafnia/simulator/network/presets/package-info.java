/** Networks of the literature as functions of a few parameters, each with its source. */
@NullMarked
package org.hafnia.simulator.network.presets;

import org.jspecify.annotations.NullMarked;
