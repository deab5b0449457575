/** Labelled data sets: readers of the published formats, and sets made by our own code. */
@NullMarked
package org.hafnia.simulator.dataset;

import org.jspecify.annotations.NullMarked;
