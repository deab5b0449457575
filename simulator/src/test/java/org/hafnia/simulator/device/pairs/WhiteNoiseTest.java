package org.hafnia.simulator.device.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.random.PhiloxBatch;
import org.junit.jupiter.api.Test;

class WhiteNoiseTest {

  private static final int PAIRS = 200 * DeviceColumn.BLOCK;

  static WeakResetModel noisy(double white) {
    WeakResetModel p = Hfo2WeakReset2021.model();
    return new WeakResetModel(
        p.name(),
        p.slope(),
        p.knee(),
        p.offset(),
        p.lateSlope(),
        p.initialOhm(),
        p.telegraph(),
        p.pinkCoupling(),
        white,
        p.reset(),
        p.set(),
        p.parameters(),
        p.range());
  }

  private static PairSpec spec(double white, boolean on) {
    return new PairSpec(
        noisy(white), new Imperfections(true, false, on, true), LearningRule.PUBLISHED, 3, 0);
  }

  @Test
  void isNormalAndIndependentOnBothSides() {
    WhiteNoise white = new WhiteNoise(spec(0.01, true));
    PhiloxBatch blocks = new PhiloxBatch(DeviceColumn.BLOCK);
    double[] moments = new double[5];
    for (int step = 0; step < 100; step++) {
      float[] bl = new float[DeviceColumn.BLOCK];
      float[] blb = new float[DeviceColumn.BLOCK];
      blocks.run(white.key(), white.address(step, 2048, blocks));
      white.add(blocks, bl, blb);
      for (int i = 0; i < bl.length; i++) {
        double x = bl[i] / 0.01;
        double y = blb[i] / 0.01;
        moments[0] += x + y;
        moments[1] += x * x + y * y;
        moments[2] += x * x * x * x + y * y * y * y;
        moments[3] += x * y;
      }
    }
    int n = 100 * DeviceColumn.BLOCK;

    assertThat(moments[0] / (2 * n)).isCloseTo(0, within(0.01));
    assertThat(moments[1] / (2 * n)).isCloseTo(1, within(0.015));
    assertThat(moments[2] / (2 * n)).isCloseTo(3, within(0.1));
    assertThat(moments[3] / n).isCloseTo(0, within(0.015));
  }

  /** P(sign differs between two reads) = mean over pairs of 2 Phi(d) (1 - Phi(d)). */
  @Test
  void flipsReadsOfDevicesThatAreAlike() {
    assertThat(flipped(spec(0.02, true))).isBetween(0.09, 0.13);
    assertThat(flipped(spec(0.02, false))).isZero();
    assertThat(flipped(spec(0, true))).isZero();
  }

  private static double flipped(PairSpec spec) {
    WeakResetPairs pairs = new WeakResetPairs(spec, PAIRS, BlockKernel.Choice.BEST);
    float[] first = new float[PAIRS];
    float[] second = new float[PAIRS];
    pairs.read(1, 0, PAIRS, first);
    pairs.read(2, 0, PAIRS, second);
    return IntStream.range(0, PAIRS).filter(i -> first[i] != second[i]).count() / (double) PAIRS;
  }
}
