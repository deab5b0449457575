/** Cross-validation: one training per fold, every sample tested by a network that never saw it. */
@NullMarked
package org.hafnia.simulator.training.folds;

import org.jspecify.annotations.NullMarked;
