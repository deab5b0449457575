/** Measurements over HTTP. */
@NullMarked
package org.hafnia.service.measurements.http;

import org.jspecify.annotations.NullMarked;
