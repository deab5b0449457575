/** One draw of errors: what it hits, and how a test set is classified under it. */
@NullMarked
package org.hafnia.simulator.inference.draws;

import org.jspecify.annotations.NullMarked;
