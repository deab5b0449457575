package org.hafnia.simulator.fitting.weakreset;

import java.util.Arrays;
import org.hafnia.simulator.fitting.weakreset.population.Laws;
import org.hafnia.simulator.fitting.weakreset.trace.MeanLaw;
import org.hafnia.simulator.fitting.weakreset.trace.StateFilter;
import org.hafnia.simulator.fitting.weakreset.trace.Trace;
import org.hafnia.simulator.random.NormalLaw;

/**
 * Predicts the last fifth of a trace read by read: the mean law is known from the first four fifths
 * and the population, as a mixture of mean laws whose weights follow what they predicted.
 */
final class HeldOut {

  private static final int LAWS = 12;

  private HeldOut() {}

  /** Reads that are kept to fit on. */
  static int kept(Trace trace) {
    return Math.max(TraceTable.LEAST_READS, trace.reads() - trace.reads() / 5);
  }

  /** Sum of ln densities of ln R over the reads held out. */
  static double lnDensity(Trace trace, Shared shared, double mostAmplitude, StateFilter filter) {
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
        ln[i][t] = filter.lnPredicted(t, shared.noise(), index);
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
