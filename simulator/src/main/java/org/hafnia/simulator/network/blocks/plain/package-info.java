/** Networks run on plain arrays, without gradients, by those who do not see the engine. */
@NullMarked
package org.hafnia.simulator.network.blocks.plain;

import org.jspecify.annotations.NullMarked;
