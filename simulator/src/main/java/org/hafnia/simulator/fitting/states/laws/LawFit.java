package org.hafnia.simulator.fitting.states.laws;

import java.util.List;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.StateParameters;
import org.jspecify.annotations.Nullable;

/** Fits a law to the reads of one state. */
public sealed interface LawFit {

  /** Words of the laws, the simplest first. */
  List<String> WORDS =
      List.of(StateParameters.LOGNORMAL, StateParameters.TAILS, StateParameters.EMPIRICAL);

  /** The law of greatest likelihood, searched from another one where one is given. */
  StateLaw fit(Sums reads, @Nullable StateLaw near);

  /** Numbers that it estimates. */
  int parameters();

  /** Reads below which there are too few for it. */
  int fewestReads();

  /** For the law of that word; what is in the sample decides how fine a table is. */
  static LawFit of(String word, Sample sample) {
    return switch (word) {
      case StateParameters.LOGNORMAL -> new Lognormal();
      case StateParameters.TAILS -> new Tailed();
      case StateParameters.EMPIRICAL -> new Empirical(EmpiricalFit.of(sample));
      default -> throw new IllegalArgumentException("variant " + word + " is none of " + WORDS);
    };
  }

  /** Mean and deviation. */
  record Lognormal() implements LawFit {

    @Override
    public StateLaw fit(Sums reads, @Nullable StateLaw near) {
      return new LognormalLaw(reads.mean(), Math.max(1e-9, Math.sqrt(reads.variance())));
    }

    @Override
    public int parameters() {
      return 2;
    }

    @Override
    public int fewestReads() {
      return 3;
    }
  }

  /** Body and two tails. */
  record Tailed() implements LawFit {

    @Override
    public StateLaw fit(Sums reads, @Nullable StateLaw near) {
      return TailsSearch.fit(reads, near);
    }

    @Override
    public int parameters() {
      return 6;
    }

    @Override
    public int fewestReads() {
      return 100;
    }
  }

  /** A table with tails; see {@link EmpiricalFit}. */
  record Empirical(EmpiricalFit table) implements LawFit {

    @Override
    public StateLaw fit(Sums reads, @Nullable StateLaw near) {
      return table.fit(reads);
    }

    @Override
    public int parameters() {
      return table.parameters();
    }

    @Override
    public int fewestReads() {
      return 200;
    }
  }
}
