/** Accuracy of a trained network against errors of its weights and activations, with intervals. */
@NullMarked
package org.hafnia.simulator.inference.montecarlo;

import org.jspecify.annotations.NullMarked;
