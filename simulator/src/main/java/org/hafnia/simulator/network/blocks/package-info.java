/** Runs described networks with DJL: blocks, passes with gradients of their own, parameters. */
@NullMarked
package org.hafnia.simulator.network.blocks;

import org.jspecify.annotations.NullMarked;
