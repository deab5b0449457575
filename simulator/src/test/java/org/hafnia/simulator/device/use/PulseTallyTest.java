package org.hafnia.simulator.device.use;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PulseTallyTest {

  @Test
  void tellsMeanMedianTailAndHistogram() {
    var tally = new PulseTally();
    for (int pulses = 0; pulses < 200; pulses++) {
      tally.add(pulses);
    }

    var distribution = tally.distribution();

    assertThat(tally.sum()).isEqualTo(19_900);
    assertThat(distribution.mean()).isEqualTo(99.5);
    assertThat(distribution.median()).isEqualTo(99);
    assertThat(distribution.p95()).isEqualTo(189);
    assertThat(distribution.max()).isEqualTo(199);
    assertThat(distribution.binWidth()).isEqualTo(4);
    assertThat(distribution.counts()).hasSize(50).containsOnly(4L);
  }

  @Test
  void noDevicesHaveNoPulses() {
    assertThat(new PulseTally().distribution()).isEqualTo(PulseDistribution.none());
  }
}
