/** What one inference takes, in joule: sensing, counting, real arithmetic, memory. */
@NullMarked
package org.hafnia.simulator.inference.energy;

import org.jspecify.annotations.NullMarked;
