/**
 * Trained networks by name: kept by trainings, listed, downloaded, loaded by whoever needs them.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"api", "lists", "networks", "parts", "web", "web :: contract"})
package org.hafnia.service.models;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
