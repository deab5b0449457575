package org.hafnia.simulator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EncodingsTest {

  private static final int[] TWO_LEADS = {2, 2};
  private static final byte[] LABELS = {0, 1};

  @Test
  void shortsAreReadTimesTheirScale() {
    var ecg = shorts();

    assertThat(copied(ecg)).containsExactly(0.5f, -0.5f, 1f, 100f, 0f, 1.5f, -1f, 2f);
    assertThat(ecg.encoding()).isEqualTo(Encoding.SCALED_SHORTS);
    assertThat(ecg.channels()).isEqualTo(2);
    assertThat(ecg.bytes()).isEqualTo(18);
  }

  @Test
  void floatsAreReadAsTheyAreAndMustBeFinite() {
    float[] numbers = {1, 2, 3, 4, 5, 6, 7, 8};
    var samples = Samples.of(TWO_LEADS, numbers, LABELS);

    assertThat(copied(samples)).containsExactly(numbers);
    assertThatThrownBy(
            () -> Samples.of(TWO_LEADS, new float[] {1, 2, 3, 4, 5, 6, Float.NaN, 8}, LABELS))
        .hasMessage("number 2 of sample 1 is NaN: must be finite");
    assertThatThrownBy(() -> Samples.of(TWO_LEADS, new float[7], LABELS))
        .hasMessage("2 samples of 4 features need 8 numbers, not 7");
  }

  @Test
  void normalisesEachChannelAsItCopies() {
    var normalisation = new Normalisation(List.of(1f, 10f), List.of(0.5f, 2f));
    var ecg = shorts().normalised(normalisation);

    assertThat(copied(ecg)).containsExactly(-1f, -3f, -4.5f, 45f, -2f, 1f, -5.5f, -4f);
    assertThat(ecg.value(0, 0)).isEqualTo(0.5f);
  }

  @Test
  void normalisesBytesLikeOtherNumbers() {
    var image = Samples.of(new int[] {3, 1, 1}, new byte[] {0, 51, -1}, new byte[1]);
    var normalised =
        image.normalised(new Normalisation(List.of(0f, 0.2f, 0.5f), List.of(1f, 1f, 0.25f)));

    float[] copied = new float[3];
    normalised.copy(new int[] {0}, 0, 1, copied);

    assertThat(copied).containsExactly(0f, 0f, 2f);
  }

  @Test
  void measuresMeanAndDeviationOfItsOwnChannels() {
    var own = Normalisation.of(shorts());

    assertThat(own.mean()).containsExactly(0.375f, 25.5f);
    assertThat(shorts().normalised(own).normalisation()).contains(own);
  }

  @Test
  void selectsSamplesWithTheirGroupsWithoutACopy() {
    var ecg = shorts().grouped(Groups.of(List.of("p1", "p2")));

    var picked = ecg.select(new int[] {1, 0, 1});

    assertThat(picked.count()).isEqualTo(3);
    assertThat(picked.label(0)).isEqualTo(1);
    assertThat(picked.group(1)).contains("p1");
    assertThat(picked.select(new int[] {2}).value(0, 3)).isEqualTo(2f);
    assertThatThrownBy(() -> ecg.select(new int[] {2}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void hashCoversScaleGroupsAndNormalisation() {
    var plain = shorts();

    var hashes =
        List.of(
            hash(plain),
            hash(Samples.of(TWO_LEADS, numbers(), 0.25f, LABELS)),
            hash(plain.grouped(Groups.of(List.of("a", "b")))),
            hash(plain.grouped(Groups.of(List.of("a", "a")))),
            hash(plain.normalised(new Normalisation(List.of(1f), List.of(1f)))));

    assertThat(hashes).doesNotHaveDuplicates();
    assertThat(hash(plain.select(new int[] {0, 1}))).isEqualTo(hash(plain));
  }

  @Test
  void refusesWhatCannotNormalise() {
    assertThatThrownBy(() -> new Normalisation(List.of(1f), List.of(0f)))
        .hasMessageContaining("positive");
    assertThatThrownBy(() -> new Normalisation(List.of(1f, 2f), List.of(1f)))
        .hasMessageContaining("as many");
    assertThatThrownBy(
            () -> shorts().normalised(new Normalisation(List.of(1f, 1f, 1f), List.of(1f, 1f, 1f))))
        .hasMessageContaining("shape [2, 2]");
  }

  private static String hash(Samples samples) {
    return Dataset.of("a", samples, samples, 2, "here").sha256();
  }

  private static Samples shorts() {
    return Samples.of(TWO_LEADS, numbers(), 0.5f, LABELS);
  }

  private static short[] numbers() {
    return new short[] {1, -1, 2, 200, 0, 3, -2, 4};
  }

  private static float[] copied(Samples samples) {
    float[] all = new float[samples.count() * samples.features()];
    samples.copy(new int[] {0, 1}, 0, 2, all);
    return all;
  }
}
