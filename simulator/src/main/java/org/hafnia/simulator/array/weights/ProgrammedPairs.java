package org.hafnia.simulator.array.weights;

import java.util.List;
import java.util.OptionalDouble;
import org.hafnia.simulator.array.Requirements;
import org.hafnia.simulator.array.rate.Cell;
import org.hafnia.simulator.array.rate.ErrorRateAnswer;
import org.hafnia.simulator.array.rate.ErrorRates;
import org.hafnia.simulator.array.rate.RateKind;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.device.states.MixtureLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.device.use.DeviceUse;
import org.hafnia.simulator.device.use.PulseDistribution;

/**
 * Weights written to pairs of devices and read by a sense amplifier: +1 is LRS/HRS on BL/BLb, -1
 * HRS/LRS, 0 HRS/HRS. Each device is drawn anew at every write; a read of a binary weight that
 * stays open is a tossed coin.
 *
 * <p>A device is stuck in LRS with probability l and in HRS with probability h, whatever is
 * written:
 *
 * <pre>
 *   written LRS  (1 - h) F_LRS + h F_HRS,   written HRS  (1 - l) F_HRS + l F_LRS
 * </pre>
 *
 * @param states laws of a device in LRS and in HRS when it is read
 * @param amplifier what reads the pairs
 * @param stuckLow l, [0, 1)
 * @param stuckHigh h, [0, 1)
 */
public record ProgrammedPairs(
    StatePair states, SenseAmplifier amplifier, double stuckLow, double stuckHigh)
    implements WeightModel {

  /** What to say where ternary weights meet an amplifier that cannot read them. */
  public static final String NO_TERNARY =
      "amplifier = ideal never reads 0; ternary weights need the sensing time of a pcsa";

  public ProgrammedPairs {
    Requirements.within("stuckLow", stuckLow, 0, 1 - 1e-9, "1");
    Requirements.within("stuckHigh", stuckHigh, 0, 1 - 1e-9, "1");
  }

  /** Whether the amplifier can read a 0. */
  public boolean ternary() {
    return !(amplifier instanceof SenseAmplifier.Ideal);
  }

  /** Laws of a device that was written, stuck ones among them. */
  public StatePair written() {
    var low = mixed(states.low(), states.high(), stuckHigh);
    var high = mixed(states.high(), states.low(), stuckLow);
    return new StatePair(low, high, states.energyJoule(), states.warnings());
  }

  private static StateLaw mixed(StateLaw meant, StateLaw stuck, double share) {
    return share > 0 ? new MixtureLaw(meant, stuck, share) : meant;
  }

  /** One pulse for each device: a SET for the LRS of each +1 and -1, a RESET for the others. */
  @Override
  public DeviceUse use(long weights, long zeros) {
    long devices = 2 * weights;
    long sets = weights - zeros;
    var joule =
        states.energyJoule().stream().map(each -> each * devices).mapToObj(OptionalDouble::of);
    return new DeviceUse(
        devices,
        devices,
        sets,
        devices - sets,
        1,
        1,
        joule.findFirst().orElse(OptionalDouble.empty()),
        new PulseDistribution(1, 1, 1, 1, 1, List.of(0L, devices)));
  }

  @Override
  public WeightChannel channel(boolean ternary) {
    if (ternary && !ternary()) {
      throw new IllegalArgumentException(NO_TERNARY);
    }
    var laws = written();
    return new PairChannel(
        new LawTable(laws.low()), new LawTable(laws.high()), amplifier.branches(), ternary);
  }

  @Override
  public double errorRate(boolean ternary, double zeroShare) {
    if (!ternary) {
      return answer(new Cell.Differential()).best(RateKind.BIT_ERROR).value();
    }
    var rates = answer(new Cell.Ternary());
    return zeroShare * rates.best(RateKind.ZERO_AS_NONZERO).value()
        + (1 - zeroShare)
            * (rates.best(RateKind.SIGN_REVERSAL).value()
                + rates.best(RateKind.NONZERO_AS_ZERO).value());
  }

  /**
   * The same pairs as errors at rates, by formula or integration. An ideal amplifier reads no
   * ternary weights: there, signs alone are in error.
   */
  public WeightErrors asErrors() {
    double binary = answer(new Cell.Differential()).best(RateKind.BIT_ERROR).value();
    if (!ternary()) {
      return new WeightErrors(binary, new WeightErrors.Types(binary, 0, 0));
    }
    var rates = answer(new Cell.Ternary());
    return new WeightErrors(
        binary,
        new WeightErrors.Types(
            rates.best(RateKind.SIGN_REVERSAL).value(),
            rates.best(RateKind.NONZERO_AS_ZERO).value(),
            rates.best(RateKind.ZERO_AS_NONZERO).value()));
  }

  private ErrorRateAnswer answer(Cell cell) {
    return ErrorRates.exact(cell, amplifier, written());
  }
}
