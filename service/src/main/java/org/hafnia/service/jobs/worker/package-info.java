/** Runs jobs: takes them from the queue, fences what they write, survives what dies under them. */
@NullMarked
package org.hafnia.service.jobs.worker;

import org.jspecify.annotations.NullMarked;
