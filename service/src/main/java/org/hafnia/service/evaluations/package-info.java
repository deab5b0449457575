/** Evaluations: stored models under errors of their weights, run as jobs, kept with the result. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "api",
      "capabilities",
      "datasets",
      "devices",
      "errorrates :: question",
      "errorrates :: sources",
      "jobs",
      "lists",
      "models",
      "plots",
      "plots :: axes",
      "plots :: sheet",
      "trainings :: hardware",
      "web",
      "web :: contract"
    })
package org.hafnia.service.evaluations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
