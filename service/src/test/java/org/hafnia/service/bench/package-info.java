/** Programs that are run by hand and measure; each is enabled by the property bench. */
@org.jspecify.annotations.NullMarked
package org.hafnia.service.bench;
