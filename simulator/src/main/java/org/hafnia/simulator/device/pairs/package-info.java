/**
 * Pairs of simulated devices as the weights of a layer: float32 columns, worked on block by block,
 * by a scalar and a vector kernel that give the same bits.
 */
@NullMarked
package org.hafnia.simulator.device.pairs;

import org.jspecify.annotations.NullMarked;
