/** What a browser shows: a start page, a page for each job, the contract and its problems. */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "api",
      "capabilities",
      "evaluations",
      "jobs",
      "models",
      "trainings",
      "web",
      "web :: contract"
    })
package org.hafnia.service.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
