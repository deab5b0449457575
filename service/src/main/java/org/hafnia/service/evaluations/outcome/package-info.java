/** What came out of an evaluation: points, losses, energy, and the tables of them. */
@NullMarked
package org.hafnia.service.evaluations.outcome;

import org.jspecify.annotations.NullMarked;
