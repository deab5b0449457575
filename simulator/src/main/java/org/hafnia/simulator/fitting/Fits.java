package org.hafnia.simulator.fitting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.fitting.FitResult.Candidate;
import org.hafnia.simulator.fitting.endurance.EnduranceFitter;
import org.hafnia.simulator.fitting.programming.ProgrammingFitter;
import org.hafnia.simulator.fitting.pulse.PulseResponseFitter;
import org.hafnia.simulator.fitting.retention.RetentionFitter;
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
        new StatesFitter(),
        new WeakResetFitter());
  }

  /**
   * Fits a family, or every family of the data's kind and keeps the one under which held-out data
   * are most likely. The table of candidates then holds those of all families, best first, and says
   * of a family that could not be fitted why.
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
    var candidates = new ArrayList<Candidate>();
    var problems = new ArrayList<FitProblem>();
    for (int i = 0; i < able.size(); i++) {
      try {
        var part = new Part(listener, i, able.size(), able.get(i).family().word());
        var result = able.get(i).fit(data, options, part);
        results.add(result);
        candidates.addAll(result.candidates());
      } catch (FitProblem problem) {
        problems.add(problem);
        candidates.add(failed(able.get(i).family(), problem));
      }
    }
    if (results.isEmpty()) {
      throw problems.getFirst();
    }
    results.sort(Comparator.comparingDouble(one -> -known(one.goodness().heldOutLogLikelihood())));
    candidates.sort(Comparator.comparingDouble(one -> -known(one.heldOut())));
    return results.getFirst().with(candidates);
  }

  /** A likelihood that is not known is worse than any that is. */
  private static double known(double heldOut) {
    return Double.isNaN(heldOut) ? Double.NEGATIVE_INFINITY : heldOut;
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
