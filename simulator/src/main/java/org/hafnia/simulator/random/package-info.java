/**
 * Addressed random numbers: each value is a function of seed, stream, device and counter, so that
 * no result depends on threads, batches or restarts.
 */
@NullMarked
package org.hafnia.simulator.random;

import org.jspecify.annotations.NullMarked;
