/**
 * Files that data sets are read from: streams, folders and archives, with the checks that keep bad
 * ones out.
 */
@NullMarked
package org.hafnia.simulator.dataset.files;

import org.jspecify.annotations.NullMarked;
