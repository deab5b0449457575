/**
 * The science of Hafnia: RRAM device models, arrays of them, and networks trained on them. A
 * library without Spring, SQL, HTTP or clock.
 */
@NullMarked
package org.hafnia.simulator;

import org.jspecify.annotations.NullMarked;
