/** Sheets: layers of data between axes, with a legend, as PNG and SVG. */
@NullMarked
@NamedInterface("sheet")
package org.hafnia.service.plots.sheet;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
