package org.hafnia.simulator.array.rate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hafnia.simulator.array.estimate.RateEstimate;

/**
 * How often a cell is read wrong.
 *
 * @param rates by kind; one estimate per method, those without chance first
 * @param thresholdOhm reference of a single device for its laws, in ohm
 * @param readsThresholdOhm reference of a single device for its measured reads, in ohm
 * @param codes each code with each estimate of the bit error rate
 * @param programmingJoule energy of programming the cell once, all its devices, where it is known
 * @param readJoule energy of a read, where the amplifier has one
 * @param warnings what the laws were taken from beyond what was measured, and the like
 */
public record ErrorRateAnswer(
    Map<RateKind, List<RateEstimate>> rates,
    OptionalDouble thresholdOhm,
    OptionalDouble readsThresholdOhm,
    List<CodedRate> codes,
    OptionalDouble programmingJoule,
    OptionalDouble readJoule,
    List<String> warnings) {

  public ErrorRateAnswer {
    var sorted = new EnumMap<RateKind, List<RateEstimate>>(RateKind.class);
    rates.forEach((kind, estimates) -> sorted.put(kind, List.copyOf(estimates)));
    rates = Collections.unmodifiableMap(sorted);
    codes = List.copyOf(codes);
    warnings = List.copyOf(warnings);
  }

  /** All estimates of a kind. */
  public List<RateEstimate> estimates(RateKind kind) {
    var estimates = rates.get(kind);
    if (estimates == null) {
      throw new IllegalArgumentException("no rate " + kind.word() + " of this cell");
    }
    return estimates;
  }

  /** The surest estimate of a kind: the first. */
  public RateEstimate best(RateKind kind) {
    return estimates(kind).getFirst();
  }
}
