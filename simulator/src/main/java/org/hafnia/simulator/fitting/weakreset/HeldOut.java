package org.hafnia.simulator.fitting.weakreset;

import java.util.Arrays;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.weakreset.population.Laws;
import org.hafnia.simulator.fitting.weakreset.trace.MeanLaw;
import org.hafnia.simulator.fitting.weakreset.trace.StateFilter;
import org.hafnia.simulator.fitting.weakreset.trace.Trace;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.hafnia.simulator.random.NormalLaw;

/**
 * Predicts the last fifth of a trace read by read: the mean law is known from the first four fifths
 * and the population, as a mixture of mean laws whose weights follow what they predicted.
 */
public final class HeldOut {

  private static final int LAWS = 12;
  private static final double LEAST = 1e-300;

  private HeldOut() {}

  /** Reads that are kept to fit on. */
  static int kept(Trace trace) {
    return Math.max(TraceTable.LEAST_READS, trace.reads() - trace.reads() / 5);
  }

  /** How a read counts. */
  public interface Side {

    /** Counts with its density. */
    int NEITHER = 0;

    /**
     * Below 0 where a read counts with the probability of ln R up to its own, above 0 of ln R from
     * its own.
     *
     * @param pulse after how many pulses it was read
     */
    int of(String device, int pulse);
  }

  /**
   * ln likelihood of the last fifth of the traces under a fitted model.
   *
   * @param lnLikelihood of ln R, in nat
   * @param reads that it is the sum over
   */
  public record Prediction(double lnLikelihood, long reads) {}

  /** Predicts the last fifth of all traces under a fitted model. */
  public static Prediction of(WeakResetModel model, MeasurementTable data, Side side)
      throws FitProblem {
    TraceTable table = TraceTable.of(data);
    Shared shared = Shared.of(model, table.spacing());
    StateFilter filter = new StateFilter();
    double sum = 0;
    long reads = 0;
    for (Trace trace : table.traces()) {
      sum += lnDensity(trace, shared, model.telegraph().amplitude().max(), filter, side);
      reads += trace.reads() - kept(trace);
    }
    return new Prediction(sum, reads);
  }

  /** Sum of ln densities of ln R over the reads held out. */
  static double lnDensity(Trace trace, Shared shared, double mostAmplitude, StateFilter filter) {
    return lnDensity(trace, shared, mostAmplitude, filter, (device, pulse) -> Side.NEITHER);
  }

  private static double lnDensity(
      Trace trace, Shared shared, double mostAmplitude, StateFilter filter, Side side) {
    int kept = kept(trace);
    if (kept >= trace.reads()) {
      return 0;
    }
    DeviceFit fit = new DeviceFit(trace.head(kept), shared.noise());
    fit.converge(shared, filter, 4);
    int index =
        fit.visited() ? fit.index() : shared.noise().indexAbove(Math.max(1e-9, mostAmplitude / 2));
    MeanLaw[] laws = fit.posterior().sample(LAWS);
    double[][] ln = new double[LAWS][trace.reads()];
    filter.with(shared.rates());
    for (int i = 0; i < LAWS; i++) {
      MeanLaw law = bent(laws[i], i, trace.pulses()[kept - 1], shared.laws());
      filter.run(trace, DeviceFit.residual(trace, law, shared.noise()), shared.noise(), index);
      for (int t = kept; t < trace.reads(); t++) {
        int way = side.of(trace.device(), trace.pulses()[t]);
        double below = way == Side.NEITHER ? 0 : filter.below(t, shared.noise(), index);
        ln[i][t] =
            way == Side.NEITHER
                ? filter.lnPredicted(t, shared.noise(), index)
                : Math.log(Math.max(LEAST, way < 0 ? below : 1 - below));
      }
    }
    double[] weight = new double[LAWS];
    double sum = 0;
    for (int t = kept; t < trace.reads(); t++) {
      sum += predict(ln, weight, t);
    }
    return sum;
  }

  /** ln of the mixture; {@code weight} are ln weights, brought up to date. */
  private static double predict(double[][] ln, double[] weight, int t) {
    double before = lnSum(weight);
    for (int i = 0; i < weight.length; i++) {
      weight[i] += ln[i][t];
    }
    return lnSum(weight) - before;
  }

  private static double lnSum(double[] ln) {
    double most = Arrays.stream(ln).max().orElse(0);
    double sum = 0;
    for (double l : ln) {
      sum += Math.exp(l - most);
    }
    return most + Math.log(sum);
  }

  /** A trace that is straight so far bends somewhere later, as the population says. */
  private static MeanLaw bent(MeanLaw law, int i, double last, Laws laws) {
    if (law.knee() < Double.POSITIVE_INFINITY) {
      return law;
    }
    double u = (i + 0.5) / LAWS;
    double centre = Math.log(laws.kneeMedian());
    double from = NormalLaw.below((Math.log(last) - centre) / laws.kneeShape());
    double to = NormalLaw.below((Math.log(laws.box().kneeHigh()) - centre) / laws.kneeShape());
    if (!(to > from)) {
      return law;
    }
    double z = NormalLaw.quantile(Math.clamp(from + u * (to - from), 1e-9, 1 - 1e-9));
    // Another order than that of the knees, so that both vary by themselves.
    double v = (i * 5 % LAWS + 0.5) / LAWS;
    double late = laws.box().lateLow() - laws.lateScale() * Math.log1p(-v);
    return new MeanLaw(law.base(), law.slope(), Math.exp(centre + laws.kneeShape() * z), late);
  }
}
