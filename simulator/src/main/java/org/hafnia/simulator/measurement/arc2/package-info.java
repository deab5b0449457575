/** Sessions of the ArC TWO instrument as its control panel stores them, in HDF5. */
@NullMarked
package org.hafnia.simulator.measurement.arc2;

import org.jspecify.annotations.NullMarked;
