/** Pictures of answers. */
@NullMarked
package org.hafnia.service.errorrates.figures;

import org.jspecify.annotations.NullMarked;
