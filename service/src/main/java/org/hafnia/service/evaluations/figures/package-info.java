/** The pictures of an evaluation. */
@NullMarked
package org.hafnia.service.evaluations.figures;

import org.jspecify.annotations.NullMarked;
