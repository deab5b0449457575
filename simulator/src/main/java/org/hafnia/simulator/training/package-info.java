/** Trainings: what is asked for, the walk through the epochs, what comes out, checkpoints. */
@NullMarked
package org.hafnia.simulator.training;

import org.jspecify.annotations.NullMarked;
