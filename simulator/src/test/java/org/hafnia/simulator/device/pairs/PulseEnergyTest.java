package org.hafnia.simulator.device.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.junit.jupiter.api.Test;

class PulseEnergyTest {

  private static final WeakResetModel MODEL = Hfo2WeakReset2021.model();
  private static final PairSpec SPEC =
      new PairSpec(MODEL, Imperfections.all(), LearningRule.PUBLISHED, 1, 0);

  private final DeviceColumn column = new DeviceColumn(SPEC, 0, 200, new int[0]);
  private final PulseEnergy energy = new PulseEnergy(MODEL);

  @Test
  void closedFormIsTheSumOverThePulses() {
    for (int i = 0; i < 200; i++) {
      for (int age : new int[] {0, 1, 7, 100, 700, 3000}) {
        double siemens = 0;
        for (int t = 0; t < age; t++) {
          column.age[i] = t;
          siemens += Math.exp(-column.mean(i));
        }
        column.age[i] = age;
        double expected = siemens * MODEL.reset().jouleOhm();
        assertThat(energy.resets(column, i)).isCloseTo(expected, within(3e-6 * expected + 1e-30));
      }
    }
  }

  /** 1.5 V for 100 ns on some 7 kohm: 32 pJ. */
  @Test
  void aWeakResetTakesTensOfPicojoules() {
    column.age[0] = 1;

    assertThat(energy.resets(column, 0)).isBetween(25e-12, 40e-12);
    assertThat(energy.set(column, 0)).isBetween(45e-12, 75e-12);
  }
}
