/** The Spring Boot application around the simulator: one package per feature. */
@NullMarked
package org.hafnia.service;

import org.jspecify.annotations.NullMarked;
