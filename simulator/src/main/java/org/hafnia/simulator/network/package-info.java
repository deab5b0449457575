/** Descriptions of networks and the DJL blocks made from them. */
@NullMarked
package org.hafnia.simulator.network;

import org.jspecify.annotations.NullMarked;
