/**
 * Trained networks by name: kept by trainings, listed, downloaded, loaded by whoever needs them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"api", "networks", "parts", "web", "web :: contract"})
package org.hafnia.service.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
