/**
 * Measurements of devices: files in, checked rows in PostgreSQL, summaries, pictures, files out.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "api",
      "lists",
      "plots",
      "plots :: axes",
      "plots :: sheet",
      "web",
      "web :: contract"
    })
package org.hafnia.service.measurements;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
