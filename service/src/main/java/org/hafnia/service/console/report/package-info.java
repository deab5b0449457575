/** What the console prints when a job has ended, for people. */
@NullMarked
package org.hafnia.service.console.report;

import org.jspecify.annotations.NullMarked;
