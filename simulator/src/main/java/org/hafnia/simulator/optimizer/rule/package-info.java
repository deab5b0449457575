/** From gradients to updates: Adam and momentum, their state per parameter, and their steps. */
@NullMarked
package org.hafnia.simulator.optimizer.rule;

import org.jspecify.annotations.NullMarked;
