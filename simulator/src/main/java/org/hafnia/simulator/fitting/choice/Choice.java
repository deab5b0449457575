package org.hafnia.simulator.fitting.choice;

import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Which of some families the data speak for. What their fits call held-out likelihood is not
 * compared: they hold out different reads, and count them in different ways.
 *
 * @param family the one
 * @param notes what was compared, by family
 * @param warnings what a reader must know
 */
public record Choice(Family family, Map<Family, String> notes, List<String> warnings) {

  public Choice {
    notes = Map.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /** Fits a family to some of the rows. */
  @FunctionalInterface
  public interface Refit {
    FitResult fit(Family family, MeasurementTable rows, FitOptions options)
        throws FitProblem, FitCancelled;
  }

  /**
   * What a choice rests on.
   *
   * @param results a fit of each family to all of the data
   */
  public record Question(
      List<FitResult> results, MeasurementTable data, FitOptions options, Refit refit) {

    boolean asks(Family one, Family other) {
      var families = results.stream().map(result -> result.model().family()).toList();
      return families.size() == 2 && families.contains(one) && families.contains(other);
    }

    FitResult of(Family family) {
      return results.stream()
          .filter(result -> result.model().family() == family)
          .findFirst()
          .orElseThrow();
    }
  }

  /** The choice among at least two families. */
  public static Choice among(Question question, FitListener listener)
      throws FitProblem, FitCancelled {
    if (question.asks(Family.STATES, Family.ENDURANCE)) {
      return CyclingChoice.of(question, listener);
    }
    if (question.asks(Family.WEAK_RESET, Family.PULSE_RESPONSE)) {
      return PulseTrainChoice.of(question, listener);
    }
    throw new IllegalArgumentException(
        "no common measure of " + question.results().size() + " fits");
  }
}
