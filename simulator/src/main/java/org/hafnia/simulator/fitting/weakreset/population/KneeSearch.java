package org.hafnia.simulator.fitting.weakreset.population;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hafnia.simulator.fitting.weakreset.trace.KneeFit;
import org.hafnia.simulator.fitting.weakreset.trace.KneeScan;

/** Knees of a trace from coarse to fine, so close where it matters that sums are integrals. */
public final class KneeSearch {

  private static final int FIRST_KNEES = 24;
  private static final int MORE_KNEES = 16;

  private final KneeScan scan;
  private final double lastPulse;
  private final Laws laws;

  public KneeSearch(KneeScan scan, double lastPulse, Laws laws) {
    this.scan = scan;
    this.lastPulse = lastPulse;
    this.laws = laws;
  }

  /** By rising knee, the straight trace last. */
  public KneeFit[] fits() {
    List<KneeFit> all = new ArrayList<>(List.of(scan.scan(first())));
    double best = best(all);
    if (Double.isFinite(best)) {
      int i = place(all, best);
      double from = all.get(Math.max(0, i - 1)).knee();
      double to = Math.min(all.get(i + 1).knee(), lastPulse);
      double step = (to - from) / (MORE_KNEES + 1);
      add(all, scan.scan(between(from, to)));
      best = best(all);
      if (Double.isFinite(best)) {
        double error = error(all, place(all, best));
        if (error < step) {
          double reach = Math.min(4 * error, step);
          add(all, scan.scan(between(best - reach, best + reach)));
        }
      }
    }
    return all.toArray(KneeFit[]::new);
  }

  private double[] first() {
    double from = laws.box().kneeLow();
    double to = Math.min(lastPulse * 0.98, laws.box().kneeHigh());
    if (!(to > 1.2 * from)) {
      return new double[] {Double.POSITIVE_INFINITY};
    }
    double[] knees = new double[FIRST_KNEES + 1];
    for (int k = 0; k < FIRST_KNEES; k++) {
      knees[k] = from * Math.pow(to / from, k / (FIRST_KNEES - 1.0));
    }
    knees[FIRST_KNEES] = Double.POSITIVE_INFINITY;
    return knees;
  }

  private static double[] between(double from, double to) {
    double[] knees = new double[MORE_KNEES];
    for (int k = 0; k < MORE_KNEES; k++) {
      knees[k] = from + (to - from) * (k + 1) / (MORE_KNEES + 1);
    }
    return knees;
  }

  /** The knee that trace and population together bear best. */
  private double best(List<KneeFit> all) {
    Cloud points = new Cloud(all.toArray(KneeFit[]::new), lastPulse, laws.box());
    return Posterior.of(points, laws, lastPulse).best().knee();
  }

  private static int place(List<KneeFit> all, double knee) {
    int at = 0;
    for (int i = 0; i < all.size() - 1; i++) {
      at = Math.abs(all.get(i).knee() - knee) < Math.abs(all.get(at).knee() - knee) ? i : at;
    }
    return at;
  }

  private static void add(List<KneeFit> all, KneeFit[] more) {
    all.addAll(List.of(more));
    all.sort(Comparator.comparingDouble(KneeFit::knee));
  }

  /** Standard error of the knee, from the curvature of the likelihood. */
  private static double error(List<KneeFit> all, int i) {
    if (i == 0 || i + 2 >= all.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double left = all.get(i).knee() - all.get(i - 1).knee();
    double right = all.get(i + 1).knee() - all.get(i).knee();
    double rise = (all.get(i + 1).rss() - all.get(i).rss()) / right;
    double fall = (all.get(i - 1).rss() - all.get(i).rss()) / left;
    double curvature = 2 * (rise + fall) / (left + right);
    return curvature > 0 ? Math.sqrt(2 / curvature) : Double.POSITIVE_INFINITY;
  }
}
