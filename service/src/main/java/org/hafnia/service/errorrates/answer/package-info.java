/** What is answered: rates of every point, what was found among them, tables. */
@NullMarked
package org.hafnia.service.errorrates.answer;

import org.jspecify.annotations.NullMarked;
