/** Where weights and activations lie in packed words, and what each sum of a layer sees. */
@NullMarked
package org.hafnia.simulator.inference.layout;

import org.jspecify.annotations.NullMarked;
