package org.hafnia.simulator.device.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scalar and vector kernels, blocks and threads: always the same bits. */
class KernelsAgreeTest {

  private static final int[] RAGGED = {1, 5, 1023, 1024, 1025, 4096 + 777};
  private static final int UPDATES = 40;

  static List<PairSpec> everySwitch() {
    List<PairSpec> specs = new ArrayList<>();
    for (LearningRule rule : LearningRule.values()) {
      for (int bits = 0; bits < 16; bits++) {
        Imperfections on =
            new Imperfections((bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0);
        specs.add(new PairSpec(Hfo2WeakReset2021.model(), on, rule, 7, bits));
      }
      for (boolean telegraph : new boolean[] {false, true}) {
        Imperfections on = new Imperfections(true, telegraph, true, true);
        specs.add(new PairSpec(WhiteNoiseTest.noisy(0.02), on, rule, 7, 16));
      }
    }
    return specs;
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("everySwitch")
  void vectorGivesTheBitsOfScalar(PairSpec spec) {
    for (int size : RAGGED) {
      WeakResetPairs scalar = new WeakResetPairs(spec, size, new ScalarKernel());
      WeakResetPairs vector = new WeakResetPairs(spec, size, new VectorKernel());

      for (int step = 1; step <= UPDATES; step++) {
        float[] update = update(size, step);
        float[] scalarWeight = new float[size];
        float[] vectorWeight = new float[size];
        scalar.apply(step, 0, size, update, scalarWeight);
        vector.apply(step, 0, size, update, vectorWeight);
        assertThat(vectorWeight).isEqualTo(scalarWeight);
      }

      assertThat(PairBits.of(vector)).isEqualTo(PairBits.of(scalar));
    }
  }

  /** Zeros, fractions around 1/2, whole trains and what a diverged optimiser may ask. */
  static float[] update(int size, int step) {
    RandomStream stream = RandomStream.of(11, "asked", 0);
    float[] update = new float[size];
    for (int i = 0; i < size; i++) {
      double kind = stream.uniform(i, 2L * step);
      double u = stream.uniform(i, 2L * step + 1);
      update[i] = (float) (kind < 0.3 ? 2 * u - 1 : kind < 0.7 ? 6 * u - 3 : 40 * u - 20);
      if (kind > 0.98) {
        update[i] = u < 0.3 ? Float.NaN : u < 0.6 ? Float.NEGATIVE_INFINITY : 2.5f;
      }
    }
    return update;
  }
}
