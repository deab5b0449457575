/** Takes files in: checks every row, turns it into SI units, seals the whole with a digest. */
@NullMarked
package org.hafnia.simulator.measurement.intake;

import org.jspecify.annotations.NullMarked;
