/** Fits the family "programming": resistance after a pulse against voltage, gate and width. */
@NullMarked
package org.hafnia.simulator.fitting.programming;

import org.jspecify.annotations.NullMarked;
