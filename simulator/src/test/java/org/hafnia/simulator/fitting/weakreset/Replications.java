package org.hafnia.simulator.fitting.weakreset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.weakreset.FittedDescription.Known;
import org.hafnia.simulator.fitting.weakreset.FittedDescription.Numbers;

/** Fits of traces drawn from a model, and what they say of its numbers. */
final class Replications {

  private static final double USUAL = 0.95;

  private Replications() {}

  /** The published model with white noise besides. */
  static WeakResetModel published(double white) {
    WeakResetModel p = Hfo2WeakReset2021.model();
    return new WeakResetModel(
        p.name(),
        p.slope(),
        p.knee(),
        p.offset(),
        p.lateSlope(),
        p.initialOhm(),
        p.telegraph(),
        p.pinkCoupling(),
        white,
        p.reset(),
        p.set(),
        p.parameters(),
        p.range());
  }

  /** One data set, drawn and fitted: by name of the number. */
  static Map<String, Known> fit(WeakResetModel model, SampleSpec spec)
      throws FitProblem, FitCancelled {
    TraceTable table = TraceTable.of(ModelSamples.draw(model, spec));
    Estimation estimation =
        new Estimation(table.traces(), table.spacing(), USUAL, FitListener.NONE);
    try (Workers workers = new Workers(1, FitListener.NONE)) {
      estimation.run(workers);
    }
    Numbers n = new Findings(estimation, USUAL).numbers();
    Map<String, Known> numbers = new LinkedHashMap<>();
    numbers.put("m1 scale", n.slopeScale());
    numbers.put("t* median", n.kneeMedian());
    numbers.put("t* shape", n.kneeShape());
    numbers.put("m2 scale", n.lateScale());
    numbers.put("P(low->high)", n.up());
    numbers.put("P(high->low)", n.down());
    numbers.put("amp to", n.most());
    numbers.put("alpha", n.alpha());
    numbers.put("sigma_white", n.white());
    numbers.put("lnR(0) mean", n.levelMean());
    numbers.put("lnR(0) deviation", n.levelSpread());
    return numbers;
  }

  /** What the numbers are in the model. */
  static Map<String, Double> truth(WeakResetModel model) {
    var description = model.description();
    DoubleUnaryOperator initial = model.initialOhm().quantiles();
    double[] ln = moments(u -> Math.log(initial.applyAsDouble(u)));
    double[] offset = moments(model.offset().quantiles());
    Map<String, Double> truth = new LinkedHashMap<>();
    truth.put("m1 scale", description.parameter("m1").value("scale"));
    truth.put("t* median", description.parameter("t*").value("median"));
    truth.put("t* shape", description.parameter("t*").value("shape"));
    truth.put("m2 scale", description.parameter("m2").value("scale"));
    truth.put("P(low->high)", model.telegraph().up());
    truth.put("P(high->low)", model.telegraph().down());
    truth.put("amp to", model.telegraph().amplitude().max());
    truth.put("alpha", model.pinkCoupling());
    truth.put("sigma_white", model.whiteNoise());
    truth.put("lnR(0) mean", ln[0] + offset[0]);
    truth.put("lnR(0) deviation", Math.hypot(ln[1], offset[1]));
    return truth;
  }

  private static double[] moments(DoubleUnaryOperator quantiles) {
    int nodes = 20_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < nodes; i++) {
      double x = quantiles.applyAsDouble((i + 0.5) / nodes);
      sum += x;
      squares += x * x;
    }
    double mean = sum / nodes;
    return new double[] {mean, Math.sqrt(squares / nodes - mean * mean)};
  }

  /** How often and how well one number was found. */
  record Row(String name, double truth, double mean, int identified, int covered, int of) {

    static Row of(String name, double truth, List<Known> found) {
      double sum = 0;
      int identified = 0;
      int covered = 0;
      for (Known number : found) {
        if (number.estimate().identified()) {
          identified++;
          sum += number.value();
          covered += number.estimate().low() <= truth && truth <= number.estimate().high() ? 1 : 0;
        }
      }
      double mean = identified == 0 ? Double.NaN : sum / identified;
      return new Row(name, truth, mean, identified, covered, found.size());
    }

    double bias() {
      return mean / truth - 1;
    }

    double coverage() {
      return (double) covered / identified;
    }

    @Override
    public String toString() {
      return "%-18s %11.4e %11.4e %+7.2f %% %7.1f %% %6.1f %%"
          .formatted(name, truth, mean, 100 * bias(), 100 * coverage(), 100.0 * identified / of);
    }
  }
}
