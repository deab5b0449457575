package org.hafnia.simulator.fitting.weakreset;

import org.hafnia.simulator.fitting.weakreset.population.Laws;
import org.hafnia.simulator.fitting.weakreset.trace.Rates;
import org.hafnia.simulator.fitting.weakreset.trace.ReadNoise;

/** What all devices have in common, as known so far. */
record Shared(ReadNoise noise, Rates rates, Laws laws) {}
