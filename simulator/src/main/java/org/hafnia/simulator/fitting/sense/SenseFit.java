package org.hafnia.simulator.fitting.sense;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.device.conditions.SenseCurve;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.likelihood.Goodness;
import org.hafnia.simulator.fitting.likelihood.Maximiser;
import org.hafnia.simulator.fitting.likelihood.Maximum;

/**
 * The curve of a set of reads after its fit.
 *
 * @param maximum where the likelihood is greatest; what reads do not tell is as in a generic 130 nm
 *     circuit
 * @param heldOut mean log probability of reads that were held out
 * @param lacks why numbers cannot be identified, by symbol
 */
record SenseFit(
    SenseLikelihood likelihood, Maximum maximum, double heldOut, Map<String, String> lacks) {

  /** Of a generic 130 nm circuit; the offset and r0 are searched for. */
  private static final double[] GENERIC = {0.03, 0.60, 1.4, 3.3e-3, 4e5, 0.7e-3, 1.5};

  /** Greatest errors of numbers that count as known, on the scale of their logarithms. */
  private static final double[] LIMITS = {1, 0.3, 0.15, 1, 1, 0.4, 0.4};

  private static final double[] OFFSETS = {0.003, 0.01, 0.03, 0.1, 0.3};
  private static final double[] THRESHOLDS = {0.3, 0.4, 0.5, 0.6, 0.7};
  private static final double[] PATHS = {0.1, 1, 10};
  private static final double[] TIMES = {1e3, 1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7};
  private static final double ROUNDING = 1e-9;
  private static final double ENDLESS = 0.9e9;

  static SenseFit of(SenseRows rows, Maximiser maximiser) throws FitCancelled {
    var likelihood = new SenseLikelihood(rows);
    var lacks = lacks(rows);
    boolean[] estimate = new boolean[GENERIC.length];
    for (int i = 0; i < estimate.length; i++) {
      estimate[i] = !lacks.containsKey(SenseCurve.TERMS.terms().get(i).symbol());
    }
    var maximum = maximum(likelihood, maximiser, estimate, lacks);
    double heldOut = Goodness.heldOut(maximiser, likelihood, maximum);
    return new SenseFit(likelihood, maximum, heldOut, lacks);
  }

  /** Numbers that run out of what circuits may have stay at their start, and the rest is fitted. */
  private static Maximum maximum(
      SenseLikelihood likelihood,
      Maximiser maximiser,
      boolean[] estimate,
      Map<String, String> lacks)
      throws FitCancelled {
    double[] start = start(likelihood, estimate);
    while (true) {
      var maximum = maximiser.maximum(likelihood, start, estimate, LIMITS);
      double[] values = SenseCurve.TERMS.values(maximum.free());
      double[] possible = SenseCurve.within(values);
      int beyond = 0;
      while (beyond < values.length && Math.abs(values[beyond] / possible[beyond] - 1) < ROUNDING) {
        beyond++;
      }
      if (beyond == values.length) {
        return maximum;
      }
      estimate[beyond] = false;
      lacks.put(
          SenseCurve.TERMS.terms().get(beyond).symbol(),
          "the likeliest value is beyond what circuits have");
    }
  }

  private static Map<String, String> lacks(SenseRows rows) {
    var why = new TreeMap<String, String>();
    if (rows.against() == 0) {
      why.put("sOff", "no read went against its resistances: the offset is smaller than they tell");
    }
    if (rows.count(0) == 0) {
      why.put("r0", "no read was 0: every branch fell in time");
    }
    if (rows.supplies().length == 1) {
      for (String symbol : new String[] {"VT", "n"}) {
        why.put(symbol, "reads at one supply only");
      }
    }
    if (rows.kelvins().length == 1) {
      for (String symbol : new String[] {"kT", "a"}) {
        why.put(symbol, "reads at one temperature only");
      }
    }
    return why;
  }

  /** The likeliest place of a grid. */
  private static double[] start(SenseLikelihood likelihood, boolean[] estimate) {
    double[] best = new double[0];
    double most = Double.NEGATIVE_INFINITY;
    for (double offset : OFFSETS) {
      for (double threshold : estimate[1] ? THRESHOLDS : new double[] {GENERIC[1]}) {
        for (double path : PATHS) {
          for (double time : estimate[4] ? TIMES : new double[] {ENDLESS}) {
            double[] values = GENERIC.clone();
            values[0] = offset;
            values[1] = threshold;
            values[3] *= path;
            values[4] = time;
            double[] free = SenseCurve.TERMS.free(values);
            double total = likelihood.total(free);
            if (total > most) {
              most = total;
              best = free;
            }
          }
        }
      }
    }
    return best;
  }

  SenseCurve curve() {
    return likelihood.curve(maximum.free());
  }

  SenseRows rows() {
    return likelihood.rows();
  }

  /** ln((R_BLb + R_T)/(R_BL + R_T)) of each read. */
  double[] distances() {
    var branches = likelihood.branches(curve());
    double[] distances = new double[rows().rows()];
    Arrays.setAll(
        distances,
        i -> {
          var at = branches[rows().setting()[i]];
          return at.of(rows().blb()[i]) - at.of(rows().bl()[i]);
        });
    return distances;
  }
}
