package org.hafnia.simulator.fitting.pulse;

import java.util.Arrays;
import org.hafnia.simulator.fitting.pulse.Report.Figure;
import org.hafnia.simulator.fitting.pulse.likelihood.MidSteps;
import org.hafnia.simulator.fitting.pulse.population.Hyper;

/**
 * Writes what noisy reads tell of exponential steps: the population's mean step up and down at
 * three weights that reads often show. The law itself has numbers far outside of these, which are
 * identified only where reads reach far enough.
 */
final class MidWriter {

  private static final String WEIGHT = "weight (dimensionless)";

  /** Names of the weights, and the share of reads below each. */
  private static final String[] PLACES = {"low", "mid", "high"};

  private static final double[] SHARES = {0.1, 0.5, 0.9};

  private final Fitted fitted;
  private final Report report;

  MidWriter(Fitted fitted, Report report) {
    this.fitted = fitted;
    this.report = report;
  }

  /**
   * What stands in the way of telling the law's own step: where steps go far from the reads must
   * show in how they bend.
   */
  String lacking() {
    if (!fitted.setting().midway()) {
      return "";
    }
    var hyper = fitted.found().hyper();
    boolean told = told(hyper.steps(1)) && told(hyper.steps(-1));
    return told ? "" : "steps change too evenly over the reads to tell what they come to beyond";
  }

  private static boolean told(MidSteps steps) {
    return steps.lawRate() == steps.rate();
  }

  /**
   * Mean steps.
   *
   * @param up whether there were pulses up
   * @param down whether there were pulses down
   */
  void steps(boolean up, boolean down) {
    double[] reads =
        fitted.found().devices().stream()
            .flatMapToDouble(one -> Arrays.stream(one.trace.reads()))
            .sorted()
            .toArray();
    for (int i = 0; i < PLACES.length; i++) {
      double weight =
          PLACES[i].equals("mid")
              ? fitted.setting().middle()
              : reads[(int) (SHARES[i] * (reads.length - 1))];
      String symbol = "w_" + PLACES[i];
      report.fixed("weight that %.0f %% of reads are below".formatted(100 * SHARES[i]), symbol,
          WEIGHT, weight);
      step("up", PLACES[i], weight, up ? "" : "no pulses that way");
      step("down", PLACES[i], weight, down ? "" : "no pulses that way");
    }
  }

  private void step(String way, String place, double weight, String lacking) {
    int direction = way.equals("up") ? 1 : -1;
    var number =
        new Figure(
            "mean step " + way + " at w_" + place,
            "dw_" + way + "_" + place,
            WEIGHT + " per pulse",
            hyper -> step(hyper, direction, weight));
    if (number.of().applyAsDouble(fitted.found().hyper()) > 0) {
      report.positive(number, lacking);
    } else {
      report.assumed(number, "steps vanish there");
    }
  }

  private static double step(Hyper hyper, int direction, double weight) {
    double mean = hyper.size() * (1 + direction * hyper.x[Hyper.UP_DOWN]);
    return mean * hyper.steps(direction).factor(direction, weight);
  }
}
