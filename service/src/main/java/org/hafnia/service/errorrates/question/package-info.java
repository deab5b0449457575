/** What is asked: a cell, where its states come from, how it is read, what is swept. */
@NullMarked
@NamedInterface("question")
package org.hafnia.service.errorrates.question;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
