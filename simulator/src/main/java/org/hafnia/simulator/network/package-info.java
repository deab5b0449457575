/** Descriptions of networks: what a user asks for, and the layers that follow from it. */
@NullMarked
package org.hafnia.simulator.network;

import org.jspecify.annotations.NullMarked;
