/** How a training is led, as requests say it: optimizer, loss, augmentation, validation. */
@NullMarked
package org.hafnia.service.trainings.plan;

import org.jspecify.annotations.NullMarked;
