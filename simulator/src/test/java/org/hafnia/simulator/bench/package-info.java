/** Slow programs, run by hand: see bench/README.md. */
@NullMarked
package org.hafnia.simulator.bench;

import org.jspecify.annotations.NullMarked;
