/** Whoever needs uploaded data sets while work is under way. */
@NullMarked
@NamedInterface("use")
package org.hafnia.service.datasets.use;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
