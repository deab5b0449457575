package org.hafnia.simulator.device.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.junit.jupiter.api.Test;

class ReprogrammingTest {

  private static final WeakResetModel MODEL = Hfo2WeakReset2021.model();
  private static final int SIZE = 30_000;
  private static final int UPDATES = 12;

  private final WeakResetPairs pairs =
      new WeakResetPairs(MODEL, Imperfections.all(), LearningRule.REPROGRAM, 5, 0, SIZE);
  private final float[] before = new float[SIZE];
  private final float[] weight = new float[SIZE];
  private final DeviceColumn bl = pairs.bitLine();
  private final DeviceColumn blb = pairs.complementaryBitLine();

  @Test
  void setsPairsWhoseSignThePulsesTurned() {
    float[] base = bases();
    pairs.read(0, 0, SIZE, before);
    pairs.read(0, 0, SIZE, weight);
    update(1);

    int turned = 0;
    for (int i = 0; i < SIZE; i++) {
      boolean raised = before[i] < 0;
      boolean fresh = bl.age[i] + blb.age[i] == 1;
      if (fresh) {
        turned++;
        assertThat(raised ? bl.age[i] : blb.age[i]).isEqualTo(1);
        assertThat(bl.traits(i).base()).isNotEqualTo(base[i]);
        assertThat(raised ? bl.pulses[i] : blb.pulses[i]).isEqualTo(15);
      } else {
        assertThat(raised ? bl.age[i] : blb.age[i]).isEqualTo(14);
        assertThat(weight[i]).isEqualTo(before[i]);
        assertThat(bl.traits(i).base()).isEqualTo(base[i]);
      }
    }
    assertThat(turned).isBetween(SIZE / 20, SIZE / 2);
    assertThat(pairs.counts().sets()).isEqualTo(2L * turned);
    assertThat(pairs.counts().resets()).isEqualTo(14L * SIZE + turned);
  }

  @Test
  void leavesPairsAloneThatWereNotPulsed() {
    for (int i = 0; i < SIZE; i++) {
      bl.amplitude[i] = 0.5f;
    }
    pairs.apply(1, 0, SIZE, new float[SIZE], weight);

    assertThat(pairs.counts()).isEqualTo(new WeakResetPairs.PulseCounts(0, 0, 0));
  }

  /** After a SET and one pulse, one sample of pink noise is all that differs from the mean law. */
  @Test
  void clearsTheNoiseMemory() {
    pairs.read(0, 0, SIZE, weight);
    for (int step = 1; step <= UPDATES; step++) {
      update(step);
    }

    int seen = 0;
    for (int i = 0; i < SIZE; i++) {
      if (bl.age[i] == 1 && bl.pulses[i] > 15) {
        float pink = bl.level[i] - bl.mean(i);
        assertThat(pink).isBetween(-1e-6f, 0.025001f);
        seen++;
      }
      if (bl.age[i] == 0) {
        assertThat(bl.level[i]).isEqualTo(bl.traits(i).base());
      }
    }
    assertThat(seen).isGreaterThan(100);
  }

  @Test
  void energyGrowsWithEveryUpdate() {
    pairs.read(0, 0, SIZE, weight);
    double energy = 0;
    for (int step = 1; step <= UPDATES; step++) {
      update(step);
      assertThat(pairs.energyJoule()).isGreaterThan(energy);
      energy = pairs.energyJoule();
    }
    // Between all pulses at 40 kohm and all at 5 kohm.
    double resets = pairs.counts().resets() * MODEL.reset().jouleOhm();
    double sets = pairs.counts().sets() * MODEL.set().jouleOhm();
    assertThat(energy).isBetween((resets + sets) / 40e3, (resets + sets) / 5e3);
  }

  private float[] bases() {
    float[] base = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      base[i] = bl.traits(i).base();
    }
    return base;
  }

  /** Pushes every pair against its present sign. */
  private void update(int step) {
    float[] asked = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      asked[i] = weight[i] < 0 ? 14 : -14;
    }
    pairs.apply(step, 0, SIZE, asked, weight);
  }
}
