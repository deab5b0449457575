/** What a network takes, layer by layer: shapes, weights, memory, operations. */
@NullMarked
package org.hafnia.simulator.network.table;

import org.jspecify.annotations.NullMarked;
