/**
 * Bit error rates of arrays: asked over HTTP, answered at once or as jobs, kept with the result.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "api",
      "capabilities",
      "devices",
      "jobs",
      "lists",
      "measurements",
      "plots",
      "plots :: axes",
      "plots :: sheet",
      "web",
      "web :: contract"
    })
package org.hafnia.service.errorrates;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
