package org.hafnia.simulator.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.Set;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.training.plan.Augmentation;
import org.junit.jupiter.api.Test;

class AugmenterTest {

  private static final TensorShape IMAGE = TensorShape.of(2, 2, 3);

  @Test
  void flippingMirrorsEveryRowOfEveryChannelHalfOfTheTime() {
    float[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    float[] mirrored = {3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10};
    var augmenter = new Augmenter(new Augmentation(false, 0, true, 0, 0), IMAGE, 1);
    int flipped = 0;
    for (int sample = 0; sample < 1000; sample++) {
      float[] values = applied(augmenter, image, sample, 1);
      boolean flip = values[0] == 3;
      assertThat(values).containsExactly(flip ? mirrored : image);
      flipped += flip ? 1 : 0;
    }

    assertThat(flipped).isBetween(440, 560);
  }

  @Test
  void croppingMovesTheImageByAtMostThePaddingAndFillsWithZeros() {
    var shape = TensorShape.of(1, 3);
    var augmenter = new Augmenter(new Augmentation(false, 1, false, 0, 0), shape, 1);
    Set<String> seen = new HashSet<>();
    for (int sample = 0; sample < 200; sample++) {
      seen.add(text(applied(augmenter, new float[] {1, 2, 3}, sample, 1)));
    }

    assertThat(seen).containsExactlyInAnyOrder("0 0 0", "0 1 2", "1 2 3", "2 3 0");
  }

  @Test
  void tracesAreShiftedRoundTheirEndAllLeadsTogether() {
    var augmenter = new Augmenter(new Augmentation(false, 0, false, 1, 0), TensorShape.of(2, 3), 1);
    Set<String> seen = new HashSet<>();
    for (int sample = 0; sample < 100; sample++) {
      seen.add(text(applied(augmenter, new float[] {1, 2, 3, 4, 5, 6}, sample, 1)));
    }

    assertThat(seen).containsExactlyInAnyOrder("1 2 3 4 5 6", "2 3 1 5 6 4", "3 1 2 6 4 5");
  }

  @Test
  void noiseHasItsDeviationAndFollowsFromSeedSampleAndEpoch() {
    var shape = TensorShape.of(10_000);
    var augmenter = new Augmenter(new Augmentation(false, 0, false, 0, 0.5), shape, 1);
    float[] noise = applied(augmenter, new float[10_000], 3, 2);
    double squares = 0;
    for (float value : noise) {
      squares += value * value;
    }

    assertThat(Math.sqrt(squares / noise.length)).isCloseTo(0.5, within(0.02));
    assertThat(applied(augmenter, new float[10_000], 3, 2)).containsExactly(noise);
    assertThat(applied(augmenter, new float[10_000], 3, 3)).isNotEqualTo(noise);
    assertThat(applied(augmenter, new float[10_000], 4, 2)).isNotEqualTo(noise);
  }

  @Test
  void refusesToCropAVectorAndToShiftBeyondATrace() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Augmenter(new Augmentation(false, 1, false, 0, 0), TensorShape.of(140), 1))
        .withMessageContaining("140");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Augmenter(new Augmentation(false, 0, false, 3, 0), TensorShape.of(2, 3), 1));
  }

  private static float[] applied(Augmenter augmenter, float[] sample, int index, int epoch) {
    float[] values = new float[sample.length + 2];
    System.arraycopy(sample, 0, values, 1, sample.length);
    augmenter.apply(FloatBuffer.wrap(values), 1, index, epoch);
    assertThat(values[0] + values[values.length - 1]).as("its neighbours").isZero();
    return java.util.Arrays.copyOfRange(values, 1, values.length - 1);
  }

  private static String text(float[] values) {
    var text = new StringBuilder();
    for (float value : values) {
      text.append((int) value).append(' ');
    }
    return text.toString().strip();
  }
}
