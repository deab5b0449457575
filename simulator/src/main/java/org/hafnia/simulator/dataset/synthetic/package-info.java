/** Data sets made by our own code: textures, electrocardiograms, electroencephalograms. */
@NullMarked
package org.hafnia.simulator.dataset.synthetic;

import org.jspecify.annotations.NullMarked;
