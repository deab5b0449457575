/** The sums of a layer, of packed, whole or real inputs, and which of them reach a threshold. */
@NullMarked
package org.hafnia.simulator.inference.sums;

import org.jspecify.annotations.NullMarked;
