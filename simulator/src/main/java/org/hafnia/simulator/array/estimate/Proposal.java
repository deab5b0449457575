package org.hafnia.simulator.array.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.array.tails.Normal;

/**
 * Where importance sampling draws the scores z = (z_BL, z_BLb): normal laws of deviation 1 around
 * the likeliest errors, mixed with a tenth of the true law, so that no weight exceeds 10:
 *
 * <pre>
 *   weight(z) = 1 / ( 0.1 + sum_k share_k exp(z . m_k - |m_k|^2/2) )
 * </pre>
 *
 * <p>The centres m_k are the local maxima of count(z) exp(-|z|^2/2) on a grid; laws with bad cells
 * have several.
 */
final class Proposal {

  /** Share of the true law in the mixture. */
  static final double DEFENSE = 0.1;

  private static final double REACH = 12;
  private static final double STEP = 0.5;
  private static final int POINTS = (int) (2 * REACH / STEP) + 1;
  private static final int MOST_CENTRES = 6;

  /** Centres nearer than this stand for the same errors. */
  private static final double APART = 1.5;

  /** Centres that are less likely than the best by exp(-this) are left to the true law. */
  private static final double NEGLIGIBLE = 14;

  private final ReadEvent event;
  private final Ladder bl;
  private final Optional<Ladder> blb;
  private final List<Centre> centres;
  private final double[] shares;

  Proposal(ReadEvent event) {
    this.event = event;
    bl = new Ladder(event.bl());
    blb = event.blb().map(Ladder::new);
    centres = centres();
    shares = new double[centres.size()];
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = Math.exp(0.5 * (centres.get(k).logWeight - centres.getFirst().logWeight));
      sum += shares[k];
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] *= (1 - DEFENSE) / sum;
    }
  }

  /** The expected count of a read, times its weight, for three numbers uniform on (0, 1). */
  double draw(double u, double v, double chosen) {
    double z = Normal.quantile(u);
    double zb = blb.isPresent() ? Normal.quantile(v) : 0;
    double left = chosen;
    for (int k = 0; k < shares.length; k++) {
      if (left < shares[k]) {
        z += centres.get(k).z;
        zb += centres.get(k).zb;
        break;
      }
      left -= shares[k];
    }
    double count = count(z, zb);
    return count > 0 ? count * weight(z, zb) : 0;
  }

  /** Largest {@link #draw}, but for the weights of ladders, which are near 1. */
  double largest() {
    return shares.length == 0 ? 1 : 1 / DEFENSE;
  }

  private double weight(double z, double zb) {
    if (shares.length == 0) {
      return 1;
    }
    double sum = DEFENSE;
    for (int k = 0; k < shares.length; k++) {
      var m = centres.get(k);
      sum += shares[k] * Math.exp(z * m.z + zb * m.zb - 0.5 * (m.z * m.z + m.zb * m.zb));
    }
    return 1 / sum;
  }

  /** Count of the read at these scores, times what the ladders are off by. */
  private double count(double z, double zb) {
    var branches = event.branches();
    double x = bl.value(z);
    double xb = blb.isPresent() ? blb.get().value(zb) : event.referenceLnOhm();
    double count = event.outcome().of(branches, branches.of(x), branches.of(xb));
    if (count > 0) {
      count *= bl.weight(z, x);
      count *= blb.isPresent() ? blb.get().weight(zb, xb) : 1;
    }
    return count;
  }

  private List<Centre> centres() {
    int columns = blb.isPresent() ? POINTS : 1;
    double[][] log = new double[POINTS][columns];
    double[] y = scale(bl, POINTS);
    double[] yb =
        blb.isPresent()
            ? scale(blb.get(), columns)
            : new double[] {event.branches().of(event.referenceLnOhm())};
    var maxima = new ArrayList<Centre>();
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < columns; j++) {
        double z = score(i, POINTS);
        double zb = score(j, columns);
        double count = event.outcome().of(event.branches(), y[i], yb[j]);
        log[i][j] = Math.log(count) - 0.5 * (z * z + zb * zb);
      }
    }
    for (int i = 0; i < POINTS; i++) {
      for (int j = 0; j < columns; j++) {
        if (log[i][j] > Double.NEGATIVE_INFINITY && highest(log, i, j)) {
          maxima.add(new Centre(score(i, POINTS), score(j, columns), log[i][j]));
        }
      }
    }
    return apart(maxima);
  }

  private double[] scale(Ladder score, int points) {
    double[] y = new double[points];
    for (int i = 0; i < points; i++) {
      y[i] = event.branches().of(score.value(score(i, points)));
    }
    return y;
  }

  private static double score(int index, int points) {
    return points == 1 ? 0 : index * STEP - REACH;
  }

  private static boolean highest(double[][] log, int i, int j) {
    for (int a = Math.max(0, i - 1); a <= Math.min(log.length - 1, i + 1); a++) {
      for (int b = Math.max(0, j - 1); b <= Math.min(log[a].length - 1, j + 1); b++) {
        if (log[a][b] > log[i][j]) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<Centre> apart(List<Centre> maxima) {
    maxima.sort(
        Comparator.comparingDouble((Centre one) -> -one.logWeight)
            .thenComparingDouble(one -> one.z)
            .thenComparingDouble(one -> one.zb));
    var kept = new ArrayList<Centre>();
    for (var one : maxima) {
      boolean alone = kept.stream().allMatch(k -> Math.hypot(k.z - one.z, k.zb - one.zb) > APART);
      boolean likely = kept.isEmpty() || one.logWeight > kept.getFirst().logWeight - NEGLIGIBLE;
      if (alone && likely && kept.size() < MOST_CENTRES) {
        kept.add(one);
      }
    }
    return List.copyOf(kept);
  }

  private record Centre(double z, double zb, double logWeight) {}
}
