/** Jobs over HTTP: read, followed, steered; and what a worker does not serve. */
@NullMarked
package org.hafnia.service.jobs.http;

import org.jspecify.annotations.NullMarked;
