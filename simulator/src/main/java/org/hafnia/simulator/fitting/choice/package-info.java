/** The choice among families that were fitted to the same measurements. */
@NullMarked
package org.hafnia.simulator.fitting.choice;

import org.jspecify.annotations.NullMarked;
