/**
 * Descriptions of networks, the DJL blocks made from them, and the scope in which gradients are
 * recorded. Where weights live and how they change is not known here.
 */
@NullMarked
package org.hafnia.simulator.network;

import org.jspecify.annotations.NullMarked;
