package org.hafnia.simulator.dataset.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Labels;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.synthetic.SyntheticEcg;
import org.hafnia.simulator.dataset.synthetic.SyntheticTextures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredSamplesTest {

  static Stream<Samples> samples() {
    float[] floats = {1, -2.5f, 3e-20f, 4};
    return Stream.of(
        SyntheticTextures.generate(1, 7, 1).train(),
        SyntheticEcg.generate(1, 5, 1).train(),
        SyntheticEcg.generate(1, 5, 1).train().select(new int[] {4, 0}),
        Samples.of(new int[] {2}, floats, new byte[] {0, 1}));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsTheSameSamplesAgain(Samples samples) throws IOException {
    byte[] stored = stored(samples);

    var read = read(stored);

    assertThat(hash(read)).isEqualTo(hash(samples));
    assertThatThrownBy(() -> read(Arrays.copyOf(stored, stored.length - 1)))
        .isInstanceOf(DatasetProblem.class);
    assertThatThrownBy(() -> read(new byte[9])).isInstanceOf(DatasetProblem.class);
  }

  @Test
  void refusesOneClassAndEmptyClasses() {
    var gap = Samples.of(new int[] {1}, new byte[3], new byte[] {0, 2, 2});
    var one = Samples.of(new int[] {1}, new byte[3], new byte[3]);

    assertThat(Labels.classes(gap, one)).isEqualTo(3);
    assertThatThrownBy(() -> Labels.check(gap, 3, "y")).hasMessageContaining("of class 1");
    assertThatThrownBy(() -> Labels.check(one, 1, "y")).hasMessageContaining("one class only");
  }

  private static byte[] stored(Samples samples) throws IOException {
    var out = new ByteArrayOutputStream();
    StoredSamples.write(samples, out);
    return out.toByteArray();
  }

  private static Samples read(byte[] stored) throws IOException {
    return StoredSamples.read(SourceFile.of("stored", new ByteArrayInputStream(stored)));
  }

  private static String hash(Samples samples) {
    return Dataset.of("x", samples, samples, 256, "here").sha256();
  }
}
