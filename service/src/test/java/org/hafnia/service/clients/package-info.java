/** The contract as other languages see it. */
@NullMarked
package org.hafnia.service.clients;

import org.jspecify.annotations.NullMarked;
