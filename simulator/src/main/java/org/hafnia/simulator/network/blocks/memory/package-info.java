/** Where the arrays of a network live, and how the host's own code reaches them. */
@NullMarked
package org.hafnia.simulator.network.blocks.memory;

import org.jspecify.annotations.NullMarked;
