/** What happens to one batch: data in, gradients, new weights; and the time each part takes. */
@NullMarked
package org.hafnia.simulator.training.loop;

import org.jspecify.annotations.NullMarked;
