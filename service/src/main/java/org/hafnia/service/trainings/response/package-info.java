/** What errors do to trained networks, for questions about arrays. */
@NullMarked
package org.hafnia.service.trainings.response;

import org.jspecify.annotations.NullMarked;
