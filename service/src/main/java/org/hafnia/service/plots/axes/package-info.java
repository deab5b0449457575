/** Axes: where values lie on a picture, and what is written beside them. */
@NullMarked
@NamedInterface("axes")
package org.hafnia.service.plots.axes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
