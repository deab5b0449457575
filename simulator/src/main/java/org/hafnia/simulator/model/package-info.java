/** Trained networks as plain numbers: what is stored, exported, fine-tuned and evaluated. */
@NullMarked
package org.hafnia.simulator.model;

import org.jspecify.annotations.NullMarked;
