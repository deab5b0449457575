package org.hafnia.simulator.fitting.pulse.clouds;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.GridFilter;
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
  private final double reset;
  private final int points;
  private final int sampled;
  private final boolean bent;
  private final int count;
  private final double[] width;
  private final GridFilter here;
  private final GridFilter[][] moved;

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
    this.reset = reset;
    this.width = width;
    points = effort.points();
    sampled = effort.sampled();
    bent = effort.bent();
    count = sampled > 0 ? width.length : 0;
    double[] at = hyper.shared();
    here = filter(at);
    moved = new GridFilter[count][count + 1];
    for (int k = 0; k < count; k++) {
      double[] up = at.clone();
      up[k] += width[k];
      double[] down = at.clone();
      down[k] -= width[k];
      moved[k][count] = filter(down);
      for (int l = 0; l < k; l++) {
        double[] both = up.clone();
        both[l] += width[l];
        moved[k][l] = filter(both);
      }
      moved[k][k] = filter(up);
    }
  }

  private GridFilter filter(double[] shared) {
    return new GridFilter(new Physics(setting, hyper.means(), shared), reset);
  }

  void evaluate(Cloud cloud, Trace trace, int number) {
    int part = Math.max(2, trace.length() - trace.length() / 5);
    var batch = cloud.spread(points, number);
    for (int i = 0; i < points; i++) {
      double[] ln = here.run(trace, batch.points[i], part);
      batch.all[i] = ln[1];
      batch.part[i] = ln[0];
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
    double centre = here.run(trace, middle, 0)[1];
    double[] above = new double[count];
    for (int k = 0; k < count; k++) {
      above[k] = moved[k][k].run(trace, middle, 0)[1];
      double below = moved[k][count].run(trace, middle, 0)[1];
      cloud.gradients.bend[k][k] = (above[k] + below - 2 * centre) / (width[k] * width[k]);
      for (int l = 0; l < k; l++) {
        if (!together(k, l)) {
          continue;
        }
        double both = moved[k][l].run(trace, middle, 0)[1];
        double mixed = (both - above[k] - above[l] + centre) / (width[k] * width[l]);
        cloud.gradients.bend[k][l] = mixed;
        cloud.gradients.bend[l][k] = mixed;
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
    List<double[]> slopes = new ArrayList<>();
    for (int n = 0; n < sampled; n++) {
      boolean again = n > 0 && chosen[n] == chosen[n - 1];
      double[] own = cloud.points[chosen[n]];
      at.add(own);
      slopes.add(again ? slopes.getLast().clone() : slopes(trace, own));
    }
    cloud.gradients.take(at, slopes);
  }

  private double[] slopes(Trace trace, double[] own) {
    double[] slopes = new double[count];
    for (int k = 0; k < count; k++) {
      double above = moved[k][k].run(trace, own, 0)[1];
      double below = moved[k][count].run(trace, own, 0)[1];
      slopes[k] = (above - below) / (2 * width[k]);
    }
    return slopes;
  }
}
