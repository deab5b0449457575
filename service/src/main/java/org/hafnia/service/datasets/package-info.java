/** Labelled data: built in, found in a directory, uploaded, or fetched from its public address. */
@NullMarked
@ApplicationModule(allowedDependencies = {"api", "parts", "web", "web :: contract"})
package org.hafnia.service.datasets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
