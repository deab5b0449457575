/** How a training is led: the loss, the schedule of its rates, when it stops. */
@NullMarked
package org.hafnia.simulator.training.plan;

import org.jspecify.annotations.NullMarked;
