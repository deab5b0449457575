package org.hafnia.simulator.dataset.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.SoftmaxRegression;
import org.hafnia.simulator.dataset.signals.LeadInversion;
import org.hafnia.simulator.dataset.signals.Montage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticSetsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"synthetic-digits", "synthetic-textures", "synthetic-ecg", "synthetic-eeg"})
  void areWhatTheirListingSaysAndSmallOnesBeginLargerOnes(String name) {
    var set = SyntheticSet.find(name).orElseThrow();

    var small = set.generate(3, 20, 10);
    var larger = set.generate(3, 30, 10);

    assertThat(Arrays.stream(small.train().shape()).boxed()).containsExactlyElementsOf(set.shape());
    assertThat(small.train().encoding()).isEqualTo(set.encoding());
    assertThat(small.classes()).isEqualTo(set.classes());
    assertThat(hash(larger.train().first(20))).isEqualTo(hash(small.train()));
    assertThat(set.generate(4, 20, 10).sha256()).isNotEqualTo(small.sha256());
    int[] counts = new int[set.classes()];
    IntStream.range(0, 20).forEach(i -> counts[small.train().label(i)]++);
    assertThat(counts).containsOnly(20 / set.classes());
    assertThatThrownBy(() -> set.generate(1, 0, 1)).hasMessageContaining("must be 1..");
  }

  @Test
  void einthovenHoldsAlsoWithElectrodesExchanged() {
    var ecg = SyntheticEcg.generate(1, 40, 1).train();

    for (int i = 0; i < ecg.count(); i++) {
      for (int t = 0; t < SyntheticEcg.SAMPLES_PER_LEAD; t++) {
        int one = microvolt(ecg, i, 0, t);
        assertThat(one + microvolt(ecg, i, 2, t)).isEqualTo(microvolt(ecg, i, 1, t));
      }
    }
  }

  @Test
  void heartLooksLikeAnAdults() {
    var ecg = SyntheticEcg.generate(1, 40, 1).train();
    int upright = 0;
    int down = 0;
    int growing = 0;
    int correct = 0;
    for (int i = 0; i < ecg.count(); i++) {
      if (ecg.label(i) == 0) {
        correct++;
        upright += largest(ecg, i, 1) > 300 ? 1 : 0;
        down += Math.abs(extreme(ecg, i, 3)) > 200 && extreme(ecg, i, 3) < 0 ? 1 : 0;
        growing += largest(ecg, i, 10) > largest(ecg, i, 6) ? 1 : 0;
      }
    }

    assertThat(correct).isEqualTo(20);
    assertThat(upright).as("II is upright").isGreaterThan(17);
    assertThat(down).as("aVR points down").isGreaterThan(17);
    assertThat(growing).as("R grows from V1 to V5").isGreaterThan(18);
  }

  @Test
  void imaginedFistWeakensTheRhythmOfTheOtherSide() {
    var eeg = SyntheticEeg.generate(1, 60, 1).train();
    int left = Montage.NAMES.indexOf("C3");
    int right = Montage.NAMES.indexOf("C4");
    int told = 0;
    for (int i = 0; i < eeg.count(); i++) {
      boolean weakerLeft = alpha(eeg, i, left) < alpha(eeg, i, right);
      told += weakerLeft == (eeg.label(i) == 1) ? 1 : 0;
    }

    assertThat(told).isBetween(45, 60);
    assertThat(eeg.group(0)).contains("subject 0");
  }

  @Test
  void linearModelLearnsLittleOfTextures() {
    var textures = SyntheticTextures.generate(1, 1000, 400);

    double accuracy = new SoftmaxRegression(textures).train(5);

    assertThat(accuracy).isBetween(0.05, 0.35);
  }

  /** Power around 10 Hz by the Fourier sums from 8 to 13 Hz. */
  private static double alpha(Samples eeg, int trial, int channel) {
    double power = 0;
    int length = SyntheticEeg.SAMPLES_PER_CHANNEL;
    for (double hertz = 8; hertz <= 13; hertz += SyntheticEeg.RATE_HERTZ / length) {
      double re = 0;
      double im = 0;
      for (int t = 0; t < length; t++) {
        double angle = 2 * Math.PI * hertz * t / SyntheticEeg.RATE_HERTZ;
        double value = eeg.value(trial, channel * length + t);
        re += value * Math.cos(angle);
        im += value * Math.sin(angle);
      }
      power += re * re + im * im;
    }
    return power;
  }

  private static int largest(Samples ecg, int record, int lead) {
    return IntStream.range(0, SyntheticEcg.SAMPLES_PER_LEAD)
        .map(t -> microvolt(ecg, record, lead, t))
        .max()
        .orElseThrow();
  }

  private static int extreme(Samples ecg, int record, int lead) {
    return IntStream.range(0, SyntheticEcg.SAMPLES_PER_LEAD)
        .map(t -> microvolt(ecg, record, lead, t))
        .reduce(0, (a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
  }

  private static int microvolt(Samples ecg, int record, int lead, int t) {
    assertThat(LeadInversion.LEADS).isGreaterThan(lead);
    return Math.round(ecg.value(record, lead * SyntheticEcg.SAMPLES_PER_LEAD + t) * 1000);
  }

  private static String hash(Samples samples) {
    return Dataset.of("x", samples, samples, 256, "here").sha256();
  }
}
