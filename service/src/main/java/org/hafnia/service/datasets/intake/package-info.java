/** What an upload of samples says of itself, and reading its files accordingly. */
@NullMarked
package org.hafnia.service.datasets.intake;

import org.jspecify.annotations.NullMarked;
