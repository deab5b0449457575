package org.hafnia.simulator.fitting;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.fitting.FitResult.Candidate;
import org.hafnia.simulator.fitting.choice.Choice;
import org.hafnia.simulator.fitting.endurance.EnduranceFitter;
import org.hafnia.simulator.fitting.programming.ProgrammingFitter;
import org.hafnia.simulator.fitting.pulse.PulseResponseFitter;
import org.hafnia.simulator.fitting.retention.RetentionFitter;
import org.hafnia.simulator.fitting.sense.SenseFitter;
import org.hafnia.simulator.fitting.states.StatesFitter;
import org.hafnia.simulator.fitting.weakreset.WeakResetFitter;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.jspecify.annotations.Nullable;

/** All fitters, and the choice among the families of a kind of measurement. */
public final class Fits {

  private Fits() {}

  /** One fitter for each family that can be fitted. */
  public static List<Fitter> all() {
    return List.of(
        new EnduranceFitter(),
        new ProgrammingFitter(),
        new PulseResponseFitter(),
        new RetentionFitter(),
        new SenseFitter(),
        new StatesFitter(),
        new WeakResetFitter());
  }

  /**
   * Fits a family, or every family of the data's kind and keeps the one under which held-out data
   * are most likely, by a measure that they have in common: {@link Choice}. The table of candidates
   * then holds those of all families, those of the chosen one first, and says what was compared,
   * and of a family that could not be fitted why.
   *
   * @param family null for the choice among families
   */
  public static FitResult fit(
      @Nullable Family family, MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    return fit(all(), family, data, options, listener);
  }

  static FitResult fit(
      List<Fitter> fitters,
      @Nullable Family family,
      MeasurementTable data,
      FitOptions options,
      FitListener listener)
      throws FitProblem, FitCancelled {
    var able =
        fitters.stream()
            .filter(one -> one.kind() == data.kind())
            .filter(one -> family == null || one.family() == family)
            .toList();
    if (able.isEmpty()) {
      throw new FitProblem(
          "no family %sis fitted to %s measurements"
              .formatted(family == null ? "" : family.word() + " ", data.kind().word()),
          expected(fitters));
    }
    if (able.size() == 1) {
      return able.getFirst().fit(data, options, listener);
    }
    return best(able, data, options, listener);
  }

  private static FitResult best(
      List<Fitter> able, MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    var results = new ArrayList<FitResult>();
    var problems = new TreeMap<Family, FitProblem>();
    for (int i = 0; i < able.size(); i++) {
      try {
        var part = new Part(listener, i, able.size(), able.get(i).family().word());
        results.add(able.get(i).fit(data, options, part));
      } catch (FitProblem problem) {
        problems.put(able.get(i).family(), problem);
      }
    }
    if (results.isEmpty()) {
      throw problems.values().iterator().next();
    }
    var choice = choice(able, new Given(results, data, options), listener);
    var ordered = new ArrayList<FitResult>();
    for (var one : results) {
      boolean isChosen = one.model().family() == choice.family();
      ordered.add(isChosen ? 0 : ordered.size(), one);
    }
    var candidates = new ArrayList<Candidate>();
    for (var one : ordered) {
      String note = choice.notes().getOrDefault(one.model().family(), "");
      one.candidates().forEach(candidate -> candidates.add(noted(candidate, note)));
    }
    problems.forEach((family, problem) -> candidates.add(failed(family, problem)));
    var chosen = ordered.getFirst();
    var warnings = new ArrayList<>(chosen.warnings());
    problems.forEach(
        (family, problem) ->
            warnings.add(
                "%s was not compared: %s; expected %s."
                    .formatted(family.word(), problem.reason(), problem.expected())));
    warnings.addAll(choice.warnings());
    return chosen.with(candidates, warnings);
  }

  private record Given(List<FitResult> results, MeasurementTable data, FitOptions options) {}

  private static Choice choice(List<Fitter> able, Given given, FitListener listener)
      throws FitProblem, FitCancelled {
    if (given.results().size() == 1) {
      var family = given.results().getFirst().model().family();
      return new Choice(family, Map.of(), List.of());
    }
    listener.progress(1, "choosing among families");
    Choice.Refit refit =
        (family, rows, few) ->
            able.stream()
                .filter(one -> one.family() == family)
                .findFirst()
                .orElseThrow()
                .fit(rows, few, new Quiet(listener));
    return Choice.among(
        new Choice.Question(given.results(), given.data(), given.options(), refit), listener);
  }

  private static Candidate noted(Candidate candidate, String note) {
    String both =
        candidate.note().isEmpty() || note.isEmpty()
            ? candidate.note() + note
            : candidate.note() + "; " + note;
    return new Candidate(
        candidate.family(),
        candidate.variant(),
        candidate.parameters(),
        candidate.logLikelihood(),
        candidate.aic(),
        candidate.bic(),
        candidate.heldOut(),
        both);
  }

  private static Candidate failed(Family family, FitProblem problem) {
    double none = Double.NaN;
    return new Candidate(
        family.word(), "", 0, none, none, none, none, String.valueOf(problem.getMessage()));
  }

  private static String expected(List<Fitter> fitters) {
    return fitters.stream()
        .map(one -> "%s for %s".formatted(one.kind().word(), one.family().word()))
        .reduce((a, b) -> a + ", " + b)
        .orElse("a fitter");
  }

  /** Of a fit whose progress nobody asked for. */
  private record Quiet(FitListener whole) implements FitListener {

    @Override
    public boolean cancelRequested() {
      return whole.cancelRequested();
    }

    @Override
    public void progress(double fraction, String stage) {}
  }

  /** Progress of one fitter among several. */
  private record Part(FitListener whole, int number, int of, String word) implements FitListener {

    @Override
    public boolean cancelRequested() {
      return whole.cancelRequested();
    }

    @Override
    public void progress(double fraction, String stage) {
      whole.progress((number + fraction) / of, word + ": " + stage);
    }
  }
}
