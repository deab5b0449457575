/**
 * From gradients to weights: Adam, and the places where a weight can live (a pair of devices, a
 * latent float, a float). Plain arrays, block by block, on any number of threads with the same
 * bits.
 */
@NullMarked
package org.hafnia.simulator.optimizer;

import org.jspecify.annotations.NullMarked;
