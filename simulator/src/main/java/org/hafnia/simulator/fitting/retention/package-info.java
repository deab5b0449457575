/** Fits the family "retention": drift and spread of resistance against time and temperature. */
@NullMarked
package org.hafnia.simulator.fitting.retention;

import org.jspecify.annotations.NullMarked;
