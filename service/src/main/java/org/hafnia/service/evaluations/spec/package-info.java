/** What an evaluation is asked: errors, layers, draws; defaults and rules. */
@NullMarked
package org.hafnia.service.evaluations.spec;

import org.jspecify.annotations.NullMarked;
