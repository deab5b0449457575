package org.hafnia.simulator.array.rate;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.array.estimate.ClosedForm;
import org.hafnia.simulator.array.estimate.EventQuadrature;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.estimate.RateEstimate;
import org.hafnia.simulator.array.estimate.ReadEvent;
import org.hafnia.simulator.array.sense.Branches;
import org.hafnia.simulator.array.tails.Normal;
import org.hafnia.simulator.array.tails.Quadrature.Integral;
import org.hafnia.simulator.array.tails.Score;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StatePair;

/** Rates without chance: formulas, or integration. */
final class Exact {

  private static final int POINTS = 96;
  private static final double GOLDEN = 0.6180339887498949;

  private final Cell cell;
  private final Branches branches;
  private final StatePair laws;

  Exact(Cell cell, Branches branches, StatePair laws) {
    this.cell = cell;
    this.branches = branches;
    this.laws = laws;
  }

  /** Whether there is a formula: lognormal states, ideal comparison. */
  boolean closed() {
    return laws.low() instanceof LognormalLaw
        && laws.high() instanceof LognormalLaw
        && branches.offset() == 0
        && branches.seriesOhm() == 0
        && branches.limit() == Double.POSITIVE_INFINITY;
  }

  /** The reference of a single device, as ln(R / ohm); NaN for other cells. */
  double referenceLnOhm() {
    if (!(cell instanceof Cell.Single single)) {
      return Double.NaN;
    }
    if (single.thresholdOhm().isPresent()) {
      return Math.log(single.thresholdOhm().getAsDouble());
    }
    if (laws.low() instanceof LognormalLaw low
        && laws.high() instanceof LognormalLaw high
        && closed()) {
      return ClosedForm.bestThreshold(low, high);
    }
    return leastErrors();
  }

  /** One estimate per rate. */
  List<RateEstimate> estimates(Cases cases, double referenceLnOhm, boolean formula) {
    if (formula
        && closed()
        && laws.low() instanceof LognormalLaw low
        && laws.high() instanceof LognormalLaw high) {
      return formulas(low, high, referenceLnOhm);
    }
    var integrals =
        cases.events(laws, branches, referenceLnOhm).stream().map(EventQuadrature::of).toList();
    var estimates = new ArrayList<RateEstimate>();
    for (double[] factors : cases.factors()) {
      estimates.add(estimate(integrals, factors));
    }
    return estimates;
  }

  private List<RateEstimate> formulas(LognormalLaw low, LognormalLaw high, double reference) {
    if (cell instanceof Cell.Single) {
      return List.of(
          formula(ClosedForm.single(low, high, reference)),
          formula(Normal.below((low.mu() - reference) / low.sigma())),
          formula(Normal.below((reference - high.mu()) / high.sigma())));
    }
    return List.of(formula(ClosedForm.differential(low, high)));
  }

  private static RateEstimate formula(double value) {
    return new RateEstimate(Method.CLOSED_FORM, value, value, value, 1, 0, "exact for these laws");
  }

  private static RateEstimate estimate(List<Integral> integrals, double[] factors) {
    double value = 0;
    double error = 0;
    long evaluations = 0;
    for (int e = 0; e < factors.length; e++) {
      if (factors[e] != 0) {
        value += factors[e] * integrals.get(e).value();
        error += factors[e] * integrals.get(e).error();
        evaluations += integrals.get(e).evaluations();
      }
    }
    value = Math.clamp(value, 0, 1);
    return new RateEstimate(
        Method.QUADRATURE,
        value,
        Math.max(0, value - error),
        Math.min(1, value + error),
        evaluations,
        0,
        "exact for these laws; the interval is the error of integration");
  }

  /** A scan between the states, then golden section on the logarithm of the error rate. */
  private double leastErrors() {
    var low = new Score(laws.low());
    var high = new Score(laws.high());
    double from = Math.min(low.value(-2), high.value(-2));
    double to = Math.max(low.value(2), high.value(2));
    double step = (to - from) / (POINTS - 1);
    double best = from;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < POINTS; i++) {
      double errors = errors(from + i * step);
      if (errors < least) {
        least = errors;
        best = from + i * step;
      }
    }
    return golden(best - step, best + step);
  }

  private double golden(double from, double to) {
    double a = from;
    double b = to;
    double c = b - GOLDEN * (b - a);
    double d = a + GOLDEN * (b - a);
    double atC = errors(c);
    double atD = errors(d);
    while (b - a > 1e-7) {
      if (atC < atD) {
        b = d;
        d = c;
        atD = atC;
        c = b - GOLDEN * (b - a);
        atC = errors(c);
      } else {
        a = c;
        c = d;
        atC = atD;
        d = a + GOLDEN * (b - a);
        atD = errors(d);
      }
    }
    return 0.5 * (a + b);
  }

  private double errors(double referenceLnOhm) {
    var wrong = Cases.of(cell, branches).events(laws, branches, referenceLnOhm).subList(0, 2);
    return wrong.stream().mapToDouble(Exact::probability).sum();
  }

  private static double probability(ReadEvent event) {
    return EventQuadrature.of(event).value();
  }
}
