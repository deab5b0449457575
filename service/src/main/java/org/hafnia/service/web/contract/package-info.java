/** Holds requests against openapi.yaml before any of our code sees them. */
@NullMarked
package org.hafnia.service.web.contract;

import org.jspecify.annotations.NullMarked;
