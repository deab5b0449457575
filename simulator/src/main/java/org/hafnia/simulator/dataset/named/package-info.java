/** Data sets that Hafnia knows by name: their files, their checksums, whom to cite. */
@NullMarked
package org.hafnia.simulator.dataset.named;

import org.jspecify.annotations.NullMarked;
