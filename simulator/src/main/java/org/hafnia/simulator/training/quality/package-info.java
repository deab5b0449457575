/** How well samples were classified: accuracies, confusions, the area under a ROC curve. */
@NullMarked
package org.hafnia.simulator.training.quality;

import org.jspecify.annotations.NullMarked;
