package org.hafnia.simulator.fitting.pulse.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.fitting.pulse.grid.FilterBatch.Point;
import org.hafnia.simulator.fitting.pulse.likelihood.Physics;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.fitting.pulse.likelihood.Variant;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;

class FilterBatchTest {

  private static final Setting SETTING =
      new Setting(Variant.SOFT_BOUNDS, true, false, false, 1e-7, 0);

  /**
   * Step, noise in steps, deviation of a read: a slow device, and one that soon is at its bound.
   */
  private static final double[][] DEVICES = {{0.002, 3.75, 0.112}, {0.0949, 0.4158, 0.134}};

  @Test
  void devicesTogetherAreAsLikelyAsEachAlone() {
    for (double[] device : DEVICES) {
      double[] own = {device[0], 0, 1.25, -0.75};
      var physics = physics(own, device[1], device[2]);
      var trace = trace(physics, own, device[2]);
      var points = new ArrayList<Point>();
      for (int i = 0; i < 11; i++) {
        points.add(new Point(physics, own));
      }
      double[] alone = new GridFilter(physics, 1).run(trace, own, 400);
      for (double[] ln : new FilterBatch(1).run(trace, points, 400)) {
        assertThat(ln[0]).isCloseTo(alone[0], within(1e-8));
        assertThat(ln[1]).isCloseTo(alone[1], within(1e-8));
      }
    }
  }

  @Test
  void vectorsGiveTheBitsOfTheScalarLoops() {
    double[] own = {0.0949, 0, 1.25, -0.75};
    var physics = physics(own, 0.4158, 0.134);
    var trace = trace(physics, own, 0.134);
    var points = spread(physics, own);
    double[][] scalar = new FilterBatch(1, new ScalarColumns()).run(trace, points, 400);
    double[][] best = new FilterBatch(1).run(trace, points, 400);
    assertThat(best).isDeepEqualTo(scalar);
  }

  @Test
  void aFinerGridHardlyChangesTheLikelihood() {
    for (double[] device : DEVICES) {
      double[] own = {device[0], 0, 1.25, -0.75};
      var physics = physics(own, device[1], device[2]);
      var trace = trace(physics, own, device[2]);
      // Less noise of a step, or of a read, asks for narrower nodes, which all then have.
      var finer = List.of(physics(own, device[1] / 2, device[2]), physics(own, device[1], 0.05));
      var alone = new GridFilter(physics, 1).run(trace, own, 0)[1];
      for (var other : finer) {
        var points = List.of(new Point(physics, own), new Point(other, own));
        double together = new FilterBatch(1).run(trace, points, 0)[0][1];
        assertThat(together).isCloseTo(alone, within(0.2));
      }
    }
  }

  private static Physics physics(double[] own, double cycle, double read) {
    return new Physics(SETTING, own, new double[] {Math.log(cycle), Math.log(read)});
  }

  private static List<Point> spread(Physics physics, double[] own) {
    var points = new ArrayList<Point>();
    for (int i = 0; i < 13; i++) {
      double factor = 1 + 0.02 * i;
      points.add(
          new Point(physics, new double[] {own[0] * factor, own[1], own[2] * factor, own[3]}));
    }
    return points;
  }

  private static Trace trace(Physics physics, double[] own, double read) {
    var random = RandomStream.of(5, "filter-batch-test", 0);
    int[] pulses = new int[601];
    int[] directions = new int[601];
    double[] reads = new double[601];
    double weight = own[Setting.LOWER];
    var device = physics.device(own);
    for (int t = 0; t < reads.length; t++) {
      if (t > 0) {
        // A read without a pulse, and one after three, now and then.
        pulses[t] = t % 97 == 0 ? 3 : t % 50 == 0 ? 0 : 1;
        directions[t] = t <= 300 ? 1 : -1;
      }
      for (int pulse = 0; pulse < pulses[t]; pulse++) {
        double xi = random.normal(t, pulse);
        weight = physics.after(directions[t], weight, device, xi);
      }
      reads[t] = weight + read * random.normal(t, 9);
    }
    return Trace.of("a", reads, pulses, directions);
  }
}
