/** Network trainings: submitted over HTTP, run as jobs, kept with their results. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "api",
      "capabilities",
      "datasets",
      "datasets :: use",
      "devices",
      "errorrates :: question",
      "errorrates :: sources",
      "jobs",
      "lists",
      "models",
      "networks",
      "plots",
      "web",
      "web :: contract"
    })
package org.hafnia.service.trainings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
