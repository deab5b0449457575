package org.hafnia.simulator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {

  private static final Samples THREE =
      Samples.of(new int[] {1, 2}, new byte[] {0, 51, 102, -1, 1, 2}, new byte[] {4, 5, -1});

  @Test
  void copiesChosenSamplesAsNumbersOfZeroToOne() {
    int[] order = {2, 1, 0, 1};
    float[] array = new float[4];
    var buffer = FloatBuffer.allocate(6);

    THREE.copy(order, 1, 3, array);
    buffer.put(7f);
    THREE.copy(order, 1, 3, buffer);

    assertThat(array).containsExactly(0.4f, 1f, 0f, 0.2f);
    assertThat(buffer.array()).containsExactly(7f, 0.4f, 1f, 0f, 0.2f, 0f);
    assertThat(buffer.position()).isEqualTo(5);
  }

  @Test
  void costsOneBytePerPixelAndLabel() {
    assertThat(THREE.bytes()).isEqualTo(9);
  }

  @Test
  void readsLabelsAndPixelsUnsigned() {
    assertThat(THREE.label(2)).isEqualTo(255);
    assertThat(THREE.pixel(1, 1)).isEqualTo(255);
  }

  @Test
  void firstIsAViewThatHidesTheRest() {
    var two = THREE.first(2);

    assertThat(two.count()).isEqualTo(2);
    assertThat(two.label(1)).isEqualTo(5);
    assertThatThrownBy(() -> two.label(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> two.copy(new int[] {2}, 0, 1, new float[2]))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4})
  void firstRefusesCountsOutOfRange(int n) {
    assertThatThrownBy(() -> THREE.first(n)).hasMessageContaining("1..3");
  }

  @Test
  void shapeCannotBeChangedFromOutside() {
    THREE.shape()[0] = 9;

    assertThat(THREE.shape()).containsExactly(1, 2);
  }

  @Test
  void refusesPixelsThatDoNotFillTheShape() {
    assertThatThrownBy(() -> Samples.of(new int[] {2}, new byte[3], new byte[2]))
        .hasMessage("2 samples of 2 features need 4 bytes, not 3");
    assertThatThrownBy(() -> Samples.of(new int[] {0}, new byte[0], new byte[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
