/** The training loop: optimisers, weights on devices, checkpoints, metrics. */
@NullMarked
package org.hafnia.simulator.training;

import org.jspecify.annotations.NullMarked;
