package org.hafnia.simulator.fitting.pulse.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hafnia.simulator.fitting.pulse.likelihood.Physics;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;
import org.hafnia.simulator.fitting.pulse.likelihood.Variant;
import org.junit.jupiter.api.Test;

class GridFilterTest {

  private static final Setting SETTING =
      new Setting(Variant.SOFT_BOUNDS, true, false, false, 1e-7, 0);
  private static final double[] OWN = {0.002, 0, 1.25, -1.5};

  @Test
  void aReadFarFromEveryStateIsNotFree() {
    // 13 deviations of 0.1 above the bound at which the device starts; the rest is as it should be.
    double[] reads = Arrays.stream(new int[20]).mapToDouble(none -> -1.5).toArray();
    double usual = likelihood(reads, 0.1);
    reads[10] += 1.3;

    double z = 13;
    assertThat(likelihood(reads, 0.1)).isCloseTo(usual - z * z / 2, within(6.0));
  }

  @Test
  void theLikelihoodOfAnImpossibleDeviceChangesSmoothly() {
    double[] reads = new double[40];
    double before = likelihood(reads, 0.1);
    for (double noise = 0.101; noise < 0.15; noise *= 1.01) {
      double now = likelihood(reads, noise);
      // d ln L / d ln noise = sum of z^2 - 1, at most 225 a read.
      assertThat(now - before).isBetween(-1.0, 0.011 * 225 * reads.length);
      before = now;
    }
  }

  private static double likelihood(double[] reads, double noise) {
    int[] pulses = new int[reads.length];
    int[] directions = new int[reads.length];
    Arrays.fill(pulses, 1, reads.length, 1);
    Arrays.fill(directions, 1, reads.length, 1);
    double[] shared = {Math.log(0.5), Math.log(noise)};
    var filter = new GridFilter(new Physics(SETTING, OWN, shared), 1);
    return filter.run(Trace.of("a", reads, pulses, directions), OWN, 0)[1];
  }
}
