/** Rows of measurements as files: CSV, Parquet, JSON lines. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package org.hafnia.service.tables;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
