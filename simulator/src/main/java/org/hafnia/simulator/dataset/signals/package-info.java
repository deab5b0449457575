/** Readers of biosignal recordings, and the samples that are cut out of them. */
@NullMarked
package org.hafnia.simulator.dataset.signals;

import org.jspecify.annotations.NullMarked;
