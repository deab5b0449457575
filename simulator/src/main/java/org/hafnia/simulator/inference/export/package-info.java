/** Packed networks as files for others: one binary file, a C header, memories for Verilog. */
@NullMarked
package org.hafnia.simulator.inference.export;

import org.jspecify.annotations.NullMarked;
