/** Maximum likelihood over devices: estimates, errors that hold when rows of a device depend. */
@NullMarked
package org.hafnia.simulator.fitting.likelihood;

import org.jspecify.annotations.NullMarked;
