/** The hardware part of a training: what is asked, what goes together, what it stands for. */
@NullMarked
@NamedInterface("hardware")
package org.hafnia.service.trainings.hardware;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
