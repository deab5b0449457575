/** Holds requests against openapi.yaml before any of our code sees them. */
@NullMarked
@NamedInterface("contract")
package org.hafnia.service.web.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
