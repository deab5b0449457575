/** Fits of device models to measurements: submitted over HTTP, run as jobs, kept with results. */
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
      "web",
      "web :: contract"
    })
package org.hafnia.service.fits;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
