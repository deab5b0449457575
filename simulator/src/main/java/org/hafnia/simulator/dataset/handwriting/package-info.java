/** Drawings of handwritten digits from stroke models: each a function of a random address. */
@NullMarked
package org.hafnia.simulator.dataset.handwriting;

import org.jspecify.annotations.NullMarked;
