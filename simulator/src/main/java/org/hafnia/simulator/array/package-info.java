/** What all array questions share. */
@NullMarked
package org.hafnia.simulator.array;

import org.jspecify.annotations.NullMarked;
