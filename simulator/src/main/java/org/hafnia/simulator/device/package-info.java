/**
 * RRAM device models: what a device is, which parameters it draws, what a pulse does to it. Every
 * parameter has a unit and a source.
 */
@NullMarked
package org.hafnia.simulator.device;

import org.jspecify.annotations.NullMarked;
