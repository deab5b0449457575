/** All work of every kind: queued in PostgreSQL, run by workers, followed and steered over HTTP. */
@NullMarked
@ApplicationModule(allowedDependencies = {"api", "lists", "parts", "web", "web :: contract"})
package org.hafnia.service.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
