/** Statistics that the fits of all families share: tests, criteria, bootstrap, intervals. */
@NullMarked
package org.hafnia.simulator.fitting.statistics;

import org.jspecify.annotations.NullMarked;
