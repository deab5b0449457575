package org.hafnia.service.errorrates.answer;

import java.util.Optional;
import org.hafnia.service.errorrates.question.Over;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.hafnia.simulator.array.ternary.SupplySweep;
import org.hafnia.simulator.array.ternary.SupplySweep.Scan;
import org.hafnia.simulator.device.states.StatePair;

/** Supplies at which ternary operation works; the fields are named as in the contract. */
public record SupplyWindow(
    double lowVolt, double highVolt, double bestVolt, double bestLargestRate, double limit) {

  /** Where nothing else is asked for: networks stand this many wrong weights. */
  private static final double USUAL_LIMIT = 0.1;

  private static final int SUPPLIES = 33;

  /** Supplies that are looked at, edges and best one refined. */
  private static final int LOOKS = 80;

  private static final int KINDS_OF_ERROR = 3;
  private static final long READS_PER_INTEGRAL = 50_000;

  /** The window around the best supply; empty where no supply is good enough. */
  static Optional<SupplyWindow> of(
      Question question, Pcsa amplifier, StatePair states, RateListener listener)
      throws RateCancelled {
    var scan = scan(question);
    if (scan.isEmpty()) {
      return Optional.empty();
    }
    var quiet =
        new RateListener() {
          @Override
          public boolean cancelRequested() {
            return listener.cancelRequested();
          }
        };
    var sweep = SupplySweep.of(amplifier, states, scan.get(), quiet);
    return sweep
        .bestRange()
        .map(
            range ->
                new SupplyWindow(
                    range.lowVolt(),
                    range.highVolt(),
                    sweep.best().supplyVolt(),
                    sweep.best().largest(),
                    scan.get().limit()));
  }

  /** The supplies to look at, where the question sweeps over them. */
  private static Optional<Scan> scan(Question question) {
    var sweep = question.sweep();
    var values = sweep == null || sweep.over() != Over.SUPPLY ? null : sweep.values();
    if (!question.ternary() || values == null) {
      return Optional.empty();
    }
    var find = question.find();
    double limit = find == null ? USUAL_LIMIT : Finding.limit(find);
    return Optional.of(new Scan(values.getFirst(), values.getLast(), SUPPLIES, limit));
  }

  /** What it costs, in reads. */
  static long expectedReads(Question question) {
    return scan(question).map(scan -> LOOKS * KINDS_OF_ERROR * READS_PER_INTEGRAL).orElse(0L);
  }
}
