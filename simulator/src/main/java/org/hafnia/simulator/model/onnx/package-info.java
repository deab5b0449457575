/** Trained networks as ONNX graphs. */
@NullMarked
package org.hafnia.simulator.model.onnx;

import org.jspecify.annotations.NullMarked;
