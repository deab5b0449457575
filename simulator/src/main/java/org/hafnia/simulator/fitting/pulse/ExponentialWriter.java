package org.hafnia.simulator.fitting.pulse;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.hafnia.simulator.fitting.pulse.Report.Figure;
import org.hafnia.simulator.fitting.pulse.likelihood.MidSteps;
import org.hafnia.simulator.fitting.pulse.population.Hyper;

/**
 * Writes the numbers of exponential steps and, where reads are noisy, what these tell best: the
 * population's mean step up and down at three weights that reads often show. Steps far from there
 * are identified only where reads reach far enough.
 */
final class ExponentialWriter {

  private static final String WEIGHT = "weight (dimensionless)";

  /**
   * Relative standard error from which a number of the law far from the reads is not identified:
   * with more, it would be called so where it comes out great.
   */
  private static final double LOOSE_MIDWAY = 0.12;

  /** Names of the weights, and the share of reads below each. */
  private static final String[] PLACES = {"low", "mid", "high"};

  private static final double[] SHARES = {0.1, 0.5, 0.9};

  private final Fitted fitted;
  private final Report report;
  private final boolean up;
  private final boolean down;

  /**
   * Writes to a report.
   *
   * @param up whether there were pulses up
   * @param down whether there were pulses down
   */
  ExponentialWriter(Fitted fitted, Report report, boolean up, boolean down) {
    this.fitted = fitted;
    this.report = report;
    this.up = up;
    this.down = down;
  }

  /**
   * The numbers of the law.
   *
   * @param span of the bounds, weight
   * @param spanLacking what stands in the way of telling the span, empty if nothing
   */
  void shapes(ToDoubleFunction<Hyper> span, String spanLacking) {
    String convention = "a convention, only A and gamma can be told";
    report.assumed(
        new Figure("scale of the weight in the exponent", "a", "1", h -> -0.5), convention);
    report.assumed(new Figure("shift in the exponent", "b", "1", h -> 0), convention);
    for (int place = 0; place < 2; place++) {
      String way = place == 0 ? "up" : "down";
      int at = Hyper.SHAPE + place;
      shape(
          new Figure(
              "exponent of the step law, " + way,
              "gamma_" + way,
              "1",
              h -> rate(h, at) * span.applyAsDouble(h)),
          place == 0 ? up : down,
          fitted.setting().midway() ? spanLacking : "");
      shape(
          new Figure(
              "amplitude of the exponential, " + way, "A_" + way, "1", h -> -amplitude(h, at)),
          place == 0 ? up : down,
          "");
    }
  }

  private void shape(Figure number, boolean pulses, String lacking) {
    if (pulses && !lacking.isEmpty()) {
      report.assumed(number, lacking);
    } else if (pulses) {
      double size = Math.abs(number.of().applyAsDouble(fitted.found().hyper()));
      double loose = fitted.setting().midway() ? LOOSE_MIDWAY : Report.LOOSE;
      report.any(number, loose * size, lacking());
    } else {
      report.assumed(number, "no pulses that way");
    }
  }

  private static double rate(Hyper hyper, int at) {
    return hyper.midway() ? hyper.steps(direction(at)).lawRate() : hyper.x[at + 2];
  }

  private static double amplitude(Hyper hyper, int at) {
    int direction = direction(at);
    return hyper.midway() ? hyper.steps(direction).lawAmplitude(direction) : hyper.x[at];
  }

  private static int direction(int at) {
    return at == Hyper.SHAPE ? 1 : -1;
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

  /** Mean steps at three weights. */
  void means() {
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
      report.fixed(
          "weight that %.0f %% of reads are below".formatted(100 * SHARES[i]),
          symbol,
          WEIGHT,
          weight);
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
