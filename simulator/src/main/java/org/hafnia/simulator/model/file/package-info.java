/** Trained networks as files: NPZ, which NumPy opens, with the layers beside the arrays. */
@NullMarked
package org.hafnia.simulator.model.file;

import org.jspecify.annotations.NullMarked;
