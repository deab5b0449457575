/** Readers of the formats that labelled samples are published in. */
@NullMarked
package org.hafnia.simulator.dataset.formats;

import org.jspecify.annotations.NullMarked;
