/** Tests of trained weights on hardware: what is drawn, and what comes out. */
@NullMarked
package org.hafnia.simulator.training.hardware;

import org.jspecify.annotations.NullMarked;
