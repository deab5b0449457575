package org.hafnia.simulator.array.ternary;

import org.hafnia.simulator.array.rate.Cell;
import org.hafnia.simulator.array.rate.ErrorRates;
import org.hafnia.simulator.array.rate.RateKind;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.hafnia.simulator.device.states.StatePair;

/**
 * Rates of the three errors of a ternary cell, by integration.
 *
 * @param supplyVolt at which it is read, in volt
 * @param signReversal type 1: +1 read as -1 or the other way round
 * @param nonzeroAsZero type 2: +1 or -1 read as 0
 * @param zeroAsNonzero type 3: 0 read as +1 or -1
 */
public record TernaryRates(
    double supplyVolt, double signReversal, double nonzeroAsZero, double zeroAsNonzero) {

  /** The rates at the amplifier's supply. */
  public static TernaryRates of(Pcsa amplifier, StatePair states) {
    var rates = ErrorRates.exact(new Cell.Ternary(), amplifier, states);
    return new TernaryRates(
        amplifier.supplyVolt(),
        rates.best(RateKind.SIGN_REVERSAL).value(),
        rates.best(RateKind.NONZERO_AS_ZERO).value(),
        rates.best(RateKind.ZERO_AS_NONZERO).value());
  }

  /** The three together. */
  public double sum() {
    return signReversal + nonzeroAsZero + zeroAsNonzero;
  }

  /** The largest of the three. */
  public double largest() {
    return Math.max(signReversal, Math.max(nonzeroAsZero, zeroAsNonzero));
  }
}
