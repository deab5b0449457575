/** What is done to recordings, without a look at their labels, before windows are cut from them. */
@NullMarked
package org.hafnia.simulator.dataset.preparation;

import org.jspecify.annotations.NullMarked;
