/**
 * Fits of the states family: laws of LRS and HRS, their cell-to-cell and cycle-to-cycle parts, and
 * bad cells as a class of their own.
 */
@NullMarked
package org.hafnia.simulator.fitting.states;

import org.jspecify.annotations.NullMarked;
