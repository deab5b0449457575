package org.hafnia.simulator.training.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void countsEachClassByWhatItWasTakenFor() {
    var logits = FloatBuffer.wrap(new float[] {3, 1, 0, 0, 2, 2, 0, 0, 5, 1, 0, 0});
    var tally = new Tally(3, 4);

    assertThat(tally.add(logits, 0, 0)).isTrue();
    assertThat(tally.add(logits, 1, 2)).as("the first of two equal logits wins").isFalse();
    assertThat(tally.add(logits, 2, 2)).isTrue();
    assertThat(tally.add(logits, 3, 2)).isFalse();

    var quality = tally.quality();
    assertThat(quality.confusion())
        .isEqualTo(List.of(List.of(1, 0, 0), List.of(0, 0, 0), List.of(1, 1, 1)));
    assertThat(quality.accuracy().value()).isCloseTo(0.5, within(1e-12));
    assertThat(quality.perClass().get(1)).isEqualTo(new Accuracy(0, 0, 0, 1));
    assertThat(quality.balancedAccuracy()).isCloseTo((1 + 1 / 3.0) / 2, within(1e-12));
    assertThat(quality.rocArea()).as("three classes have no ROC curve").isEmpty();
  }

  @Test
  void twoClassesHaveAnAreaUnderTheirRocCurve() {
    var logits = FloatBuffer.wrap(new float[] {0, -1, 0, 1, 0, 0.5f, 0, 2});
    var tally = new Tally(2, 10);
    int[] labels = {0, 0, 1, 1};
    for (int i = 0; i < labels.length; i++) {
      tally.add(logits, i, labels[i]);
    }

    assertThat(tally.quality().rocArea().orElseThrow().value()).isCloseTo(0.75, within(1e-12));
  }
}
