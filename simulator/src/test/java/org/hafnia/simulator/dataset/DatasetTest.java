package org.hafnia.simulator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatasetTest {

  private static final Samples SQUARE = samples(new int[] {2, 2}, 1, 2);

  @Test
  void hashCoversContentAndNotTheName() {
    var set = Dataset.of("a", SQUARE, SQUARE, 2, "here");

    assertThat(set.sha256()).hasSize(64).isEqualTo(sha(SQUARE, SQUARE, 2, "another name"));
    assertThat(set.sha256()).isNotEqualTo(sha(samples(new int[] {2, 2}, 1, 3), SQUARE, 2, "a"));
    assertThat(set.sha256()).isNotEqualTo(sha(SQUARE, samples(new int[] {2, 2}, 0, 2), 2, "a"));
    assertThat(set.sha256()).isNotEqualTo(sha(SQUARE, SQUARE, 3, "a"));
    assertThat(set.sha256()).isNotEqualTo(sha(flat(), flat(), 2, "a"));
    assertThat(set.bytes()).isEqualTo(10);
  }

  @Test
  void refusesPartsOfDifferentShape() {
    assertThatThrownBy(() -> sha(SQUARE, flat(), 2, "a"))
        .hasMessage("training samples of shape [2, 2], test samples of shape [4]");
  }

  @Test
  void refusesClassesOutOfRange() {
    assertThatThrownBy(() -> sha(SQUARE, SQUARE, 1, "a")).hasMessageContaining("2..256");
    assertThatThrownBy(() -> sha(SQUARE, SQUARE, 257, "a")).hasMessageContaining("2..256");
  }

  private static Samples flat() {
    return samples(new int[] {4}, 1, 2);
  }

  private static Samples samples(int[] shape, int label, int pixel) {
    return Samples.of(shape, new byte[] {0, 1, (byte) pixel, 3}, new byte[] {(byte) label});
  }

  private static String sha(Samples train, Samples test, int classes, String name) {
    return Dataset.of(name, train, test, classes, "here").sha256();
  }
}
