/** Error-correcting codes that differential cells compete with: rates left over, and cost. */
@NullMarked
package org.hafnia.simulator.array.ecc;

import org.jspecify.annotations.NullMarked;
