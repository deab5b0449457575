package org.hafnia.simulator.array.estimate;

import java.util.Optional;
import org.hafnia.simulator.array.sense.Branches;
import org.hafnia.simulator.array.sense.Outcome;
import org.hafnia.simulator.device.states.StateLaw;

/**
 * A cell that is read, and what counts of it.
 *
 * @param bl law of ln(R / ohm) on the branch BL
 * @param blb law on the branch BLb; empty where that is a reference
 * @param referenceLnOhm ln of the reference, in ohm; not used where BLb has a law
 */
public record ReadEvent(
    Branches branches,
    StateLaw bl,
    Optional<StateLaw> blb,
    double referenceLnOhm,
    Outcome outcome) {}
