package org.hafnia.simulator.fitting.pulse.clouds;

import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.random.NormalLaw;
import org.hipparchus.random.HaltonSequenceGenerator;

/** Points that were laid at once about one place, and what reads say of a device there. */
final class Batch {

  private static final int D = Setting.DEVICE;

  /** How much wider the points lie than the device's law. */
  private static final double WIDER = 1.15;

  private static final double LN_2_PI = Math.log(2 * Math.PI);

  private final Place place;
  final double[][] points;

  /** ln likelihood at each point: of all reads, of the first part of them. */
  final double[] all;

  final double[] part;

  private Batch(Place place, double[][] points, double[] all, double[] part) {
    this.place = place;
    this.points = points;
    this.all = all;
    this.part = part;
  }

  /**
   * Points like a widened normal law.
   *
   * @param first of a sequence; other points follow others
   * @param device devices have different points, so that errors average out
   */
  static Batch about(Place place, int count, int first, int device) {
    var sequence = new HaltonSequenceGenerator(D);
    sequence.skipTo(1 + first);
    double[][] points = new double[count][];
    for (int i = 0; i < count; i++) {
      double[] u = sequence.nextVector();
      for (int j = 0; j < D; j++) {
        double shifted = u[j] + device * Math.sqrt(2 + 3 * j + j * j);
        u[j] = WIDER * NormalLaw.quantile(Math.max(1e-6, Math.min(1 - 1e-6, shifted % 1)));
      }
      points[i] = place.own(u);
    }
    return new Batch(place.copy(), points, new double[count], new double[count]);
  }

  /** The same points of devices that are described in another way, by ln(size) or by size. */
  Batch in(Setting other) {
    var there = new Place(other, place);
    double[][] same = new double[points.length][];
    for (int i = 0; i < same.length; i++) {
      same[i] = there.same(points[i], place);
    }
    return new Batch(there, same, all.clone(), part.clone());
  }

  /** ln density of this batch's law at a device. */
  double lnDensity(double[] own) {
    double squares = 0;
    for (double z : place.standard(own)) {
      squares += z * z;
    }
    return -0.5 * squares / (WIDER * WIDER)
        - place.lnRoot()
        - D * (Math.log(WIDER) + 0.5 * LN_2_PI)
        - place.lnVolume(own);
  }
}
