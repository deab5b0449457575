/** Where the states of cells come from: models, measured reads, numbers in the question. */
@NullMarked
@NamedInterface("sources")
package org.hafnia.service.errorrates.sources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
