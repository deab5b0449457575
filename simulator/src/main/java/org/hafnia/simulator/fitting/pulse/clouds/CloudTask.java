package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.fitting.pulse.grid.FilterBatch;
import org.hafnia.simulator.fitting.pulse.grid.FilterBatch.Point;
import org.hafnia.simulator.fitting.pulse.likelihood.Physics;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.fitting.pulse.population.Hyper;

/**
 * What one thread needs to work clouds out: filters at the present population, and with the numbers
 * that devices share moved one by one and two by two.
 */
final class CloudTask {

  private static final int D = Setting.DEVICE;

  private final Setting setting;
  private final Hyper hyper;
  private final FilterBatch filter;
  private final int points;
  private final int sampled;
  private final boolean bent;
  private final int count;
  private final double[] width;
  private final Physics here;
  private final Physics[][] moved;

  /**
   * How much is worked out.
   *
   * @param points new points
   * @param sampled points with gradients, 0 for none
   * @param bent whether second derivatives are
   */
  record Effort(int points, int sampled, boolean bent) {}

  /**
   * @param width by how much shared numbers are moved
   */
  CloudTask(Setting setting, Hyper hyper, double reset, Effort effort, double[] width) {
    this.setting = setting;
    this.hyper = hyper;
    filter = new FilterBatch(reset);
    this.width = width;
    points = effort.points();
    sampled = effort.sampled();
    bent = effort.bent();
    count = sampled > 0 ? width.length : 0;
    double[] at = hyper.shared();
    here = physics(at);
    moved = new Physics[count][count + 1];
    for (int k = 0; k < count; k++) {
      double[] up = at.clone();
      up[k] += width[k];
      double[] down = at.clone();
      down[k] -= width[k];
      moved[k][count] = physics(down);
      for (int l = 0; l < k; l++) {
        double[] both = up.clone();
        both[l] += width[l];
        moved[k][l] = physics(both);
      }
      moved[k][k] = physics(up);
    }
  }

  private Physics physics(double[] shared) {
    return new Physics(setting, hyper.means(), shared);
  }

  void evaluate(Cloud cloud, Trace trace, int number) {
    int part = Math.max(2, trace.length() - trace.length() / 5);
    var batch = cloud.spread(points, number);
    // Devices of about the same step have grids of about the same spacing.
    var order =
        IntStream.range(0, points)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> batch.points[i][Setting.SIZE]))
            .toList();
    var laid = order.stream().map(i -> new Point(here, batch.points[i])).toList();
    double[][] ln = filter.run(trace, laid, part);
    for (int n = 0; n < points; n++) {
      batch.all[order.get(n)] = ln[n][1];
      batch.part[order.get(n)] = ln[n][0];
    }
    cloud.take(batch);
    if (count > 0 && bent) {
      bend(cloud, trace);
    }
    if (count > 0) {
      slopes(cloud, trace);
    }
  }

  private void bend(Cloud cloud, Trace trace) {
    double[] middle = cloud.place.own(new double[D]);
    List<Point> at = new ArrayList<>();
    at.add(new Point(here, middle));
    for (int k = 0; k < count; k++) {
      at.add(new Point(moved[k][k], middle, here));
      at.add(new Point(moved[k][count], middle, here));
    }
    for (int k = 0; k < count; k++) {
      for (int l = 0; l < k; l++) {
        if (together(k, l)) {
          at.add(new Point(moved[k][l], middle, here));
        }
      }
    }
    double[][] ln = filter.run(trace, at, 0);
    double centre = ln[0][1];
    int next = 1 + 2 * count;
    for (int k = 0; k < count; k++) {
      double above = ln[1 + 2 * k][1];
      double below = ln[2 + 2 * k][1];
      cloud.gradients.bend[k][k] = (above + below - 2 * centre) / (width[k] * width[k]);
      for (int l = 0; l < k; l++) {
        if (together(k, l)) {
          double both = ln[next++][1];
          double mixed = (both - above - ln[1 + 2 * l][1] + centre) / (width[k] * width[l]);
          cloud.gradients.bend[k][l] = mixed;
          cloud.gradients.bend[l][k] = mixed;
        }
      }
    }
  }

  /** Noises bend each other's likelihood, and so do the shapes of one direction. */
  private static boolean together(int k, int l) {
    return k < 2 || (l >= 2 && (k - l) % 2 == 0);
  }

  private void slopes(Cloud cloud, Trace trace) {
    double[] still = new double[width.length];
    double[] shares = cloud.lnShares(hyper.means(), hyper.deviations(), still, true);
    Cloud.normalise(shares);
    int[] chosen = Cloud.chosen(shares, sampled);
    List<double[]> at = new ArrayList<>();
    List<Point> points = new ArrayList<>();
    for (int n = 0; n < sampled; n++) {
      double[] own = cloud.points[chosen[n]];
      at.add(own);
      boolean again = n > 0 && chosen[n] == chosen[n - 1];
      for (int k = 0; k < count && !again; k++) {
        points.add(new Point(moved[k][k], own, here));
        points.add(new Point(moved[k][count], own, here));
      }
    }
    double[][] ln = filter.run(trace, points, 0);
    List<double[]> slopes = new ArrayList<>();
    int next = 0;
    for (int n = 0; n < sampled; n++) {
      boolean again = n > 0 && chosen[n] == chosen[n - 1];
      double[] slope = again ? slopes.getLast().clone() : new double[count];
      for (int k = 0; k < count && !again; k++) {
        double above = ln[next++][1];
        double below = ln[next++][1];
        slope[k] = (above - below) / (2 * width[k]);
      }
      slopes.add(slope);
    }
    cloud.gradients.take(at, slopes);
  }
}
