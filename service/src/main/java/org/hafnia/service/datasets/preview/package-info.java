/** Sheets of samples to look at: images with their labels, or traces. */
@NullMarked
package org.hafnia.service.datasets.preview;

import org.jspecify.annotations.NullMarked;
