/** What trainings keep of their networks while they run, and leave when they complete. */
@NullMarked
package org.hafnia.service.trainings.keep;

import org.jspecify.annotations.NullMarked;
