package org.hafnia.simulator.fitting.weakreset;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.fitting.weakreset.FittedDescription.Known;
import org.hafnia.simulator.fitting.weakreset.FittedDescription.Numbers;
import org.hafnia.simulator.fitting.weakreset.population.Laws;
import org.hafnia.simulator.fitting.weakreset.population.Level;
import org.hafnia.simulator.fitting.weakreset.population.Posterior;
import org.hafnia.simulator.fitting.weakreset.trace.Trace;
import org.hipparchus.distribution.continuous.TDistribution;

/** Which of the estimates the data bear, and what to say of the others. */
final class Findings {

  private static final int LEAST_DEVICES = 3;
  private static final String CHAIN =
      "forward likelihood; information or sandwich over devices, the wider; Student's t";
  private static final String SANDWICH = "sandwich over devices; Student's t";

  private final Estimation estimation;
  private final double confidence;
  private final List<String> warnings = new ArrayList<>();

  Findings(Estimation estimation, double confidence) {
    this.estimation = estimation;
    this.confidence = confidence;
  }

  List<String> warnings() {
    return warnings;
  }

  Numbers numbers() {
    Laws laws = estimation.laws.laws();
    int n = estimation.devices().size();
    long reads = estimation.devices().stream().map(DeviceFit::trace).mapToLong(Trace::reads).sum();
    Level level = level();
    warnings.add(
        "c1 and R0 are not identified apart, as each device was SET once; the spread of ln R before"
            + " the first pulse, lnR(0), is what was measured.");
    boolean seen =
        estimation.devices().stream().filter(DeviceFit::visited).count() >= LEAST_DEVICES;
    return new Numbers(
        n,
        reads,
        laws.box(),
        scale(0, laws.slopeScale(), "m1", n >= LEAST_DEVICES),
        scale(1, laws.kneeMedian(), "t* (median)", estimation.free[1]),
        scale(2, laws.kneeShape(), "t* (shape)", estimation.free[2]),
        scale(3, laws.lateScale(), "m2", estimation.free[3]),
        rate(0),
        rate(1),
        most(seen),
        alpha(),
        white(),
        level,
        levelMean(level, n),
        levelSpread(level, n));
  }

  /** Of a central interval, in standard errors that rest on so many devices. */
  private double reach(long devices) {
    return new TDistribution(Math.max(1, devices - 1))
        .inverseCumulativeProbability(0.5 + confidence / 2);
  }

  private Known ofLog(double value, double lnError, long devices) {
    return Known.ofLog(value, lnError, reach(devices), confidence);
  }

  private Known scale(int of, double value, String symbol, boolean known) {
    double error = estimation.lnError(of);
    if (known && error < Estimation.MOST_LN_ERROR) {
      // Devices without a knee in their trace hardly tell of the knees.
      return ofLog(value, error, of == 0 ? estimation.devices().size() : estimation.bent());
    }
    String why =
        of == 0
            ? "one or two devices tell no spread"
            : "%d of %d devices bend within their trace"
                .formatted(estimation.bent(), estimation.devices().size());
    warnings.add(symbol + " is not identified by these data: " + why + ".");
    return Known.assumed(value, why);
  }

  private Known rate(int of) {
    WeakResetModel.Telegraph published = Hfo2WeakReset2021.model().telegraph();
    var rates = estimation.rates.rates();
    double value = of == 0 ? rates.up() : rates.down();
    double error = Math.sqrt(estimation.rates.covariance()[of][of]);
    long visited = estimation.devices().stream().filter(DeviceFit::visited).count();
    if (visited > 0 && error > 0 && error < Estimation.MOST_LN_ERROR) {
      Known found = ofLog(Math.min(value, 0.49), error, visited);
      return new Known(found.value(), method(found.estimate(), CHAIN));
    }
    String symbol = of == 0 ? "P(low->high)" : "P(high->low)";
    String why = "too few telegraph transitions were seen";
    warnings.add(symbol + " is not identified by these data: " + why + ".");
    return Known.assumed(of == 0 ? published.up() : published.down(), why);
  }

  private Known most(boolean seen) {
    if (seen) {
      var most = estimation.most;
      return new Known(
          most.median(),
          new Estimate(
              most.deviation(),
              most.low(),
              most.high(),
              confidence,
              true,
              "confidence law of the end of a uniform law"));
    }
    boolean any = estimation.devices().stream().anyMatch(DeviceFit::visited);
    String why = any ? "telegraph noise was seen in one or two devices only" : "none was seen";
    warnings.add("amp is not identified by these data: " + why + ".");
    double assumed =
        any ? estimation.most.median() : Math.sqrt(estimation.shared.noise().variance()) / 2;
    return Known.assumed(assumed, why);
  }

  private Known alpha() {
    double value = Math.sqrt(12 * estimation.noise.pink());
    double error = estimation.noise.lnPinkError() / 2;
    if (error > 0 && error < Estimation.MOST_LN_ERROR && !estimation.isNoiseless()) {
      Known found = ofLog(Math.min(value, 1), error, estimation.devices().size());
      return new Known(found.value(), method(found.estimate(), SANDWICH));
    }
    String why =
        estimation.isNoiseless()
            ? "the traces show no noise"
            : estimation.devices().size() < 2
                ? "one device tells no standard error"
                : "white noise covers it";
    warnings.add("alpha is not identified by these data: " + why + ".");
    return Known.assumed(estimation.isNoiseless() ? 0 : Math.min(value, 1), why);
  }

  private Known white() {
    var noise = estimation.noise;
    if (noise.isWhite() && noise.whiteError() > 0 && !estimation.isNoiseless()) {
      double value = Math.sqrt(noise.white());
      double error = noise.whiteError() / (2 * noise.white());
      Known found = ofLog(value, error, estimation.devices().size());
      return new Known(found.value(), method(found.estimate(), SANDWICH));
    }
    String why =
        "not told from 0; below %.2g with 95 %% confidence"
            .formatted(Math.sqrt(Math.max(0, noise.whiteMost())));
    warnings.add("sigma_white is not identified by these data: " + why + ".");
    return Known.assumed(0, why);
  }

  private Level level() {
    double[] values = new double[estimation.devices().size()];
    double[] errors = new double[values.length];
    for (int d = 0; d < values.length; d++) {
      double[] moments = estimation.devices().get(d).posterior().moments(Posterior.Quantity.BASE);
      values[d] = moments[0];
      errors[d] = moments[1];
    }
    return Level.of(values, errors);
  }

  private Known levelMean(Level level, int n) {
    if (n < LEAST_DEVICES) {
      return Known.assumed(level.mean(), "one or two devices tell no spread");
    }
    double reach = reach(n) * level.meanError();
    return new Known(
        level.mean(),
        new Estimate(
            level.meanError(),
            level.mean() - reach,
            level.mean() + reach,
            confidence,
            true,
            "normal law with the errors of the devices"));
  }

  private Known levelSpread(Level level, int n) {
    if (n < LEAST_DEVICES || !(level.lnDeviationError() < Estimation.MOST_LN_ERROR)) {
      String why = "one or two devices tell no spread";
      warnings.add("The spread of lnR(0) is not identified by these data: " + why + ".");
      return Known.assumed(level.deviation(), why);
    }
    Known found = ofLog(level.deviation(), level.lnDeviationError(), n);
    return new Known(found.value(), method(found.estimate(), "fourth moment of the devices"));
  }

  private static Estimate method(Estimate e, String method) {
    return new Estimate(
        e.standardError(), e.low(), e.high(), e.confidence(), e.identified(), method);
  }
}
