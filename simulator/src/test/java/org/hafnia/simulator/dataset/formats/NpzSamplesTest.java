package org.hafnia.simulator.dataset.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hafnia.simulator.dataset.files.Archives.npy;
import static org.hafnia.simulator.dataset.files.Archives.numbers;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Encoding;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.files.Archives;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzSamplesTest {

  private static final byte[] LABELS = npy("<i8", "(2,)", numbers("<i8", 0, 1));

  @ParameterizedTest
  @ValueSource(strings = {"|u1", "<i2", ">i2", "<i4", ">i4", "<f4", ">f4", "<f8", ">f8", "|i1"})
  void readsNumbersOfEveryTypeAndOrder(String type) {
    var samples = read(npy(type, "(2, 1, 3)", numbers(type, 1, 2, 3, 4, 5, 100)), LABELS);

    assertThat(samples.shape()).containsExactly(1, 3);
    assertThat(samples.label(1)).isEqualTo(1);
    float unit = type.equals("|u1") ? 255 : 1;
    assertThat(samples.value(1, 2)).isEqualTo(100 / unit);
    assertThat(samples.encoding())
        .isEqualTo(
            switch (type) {
              case "|u1" -> Encoding.UNSIGNED_BYTES;
              case "<i2", ">i2" -> Encoding.SCALED_SHORTS;
              default -> Encoding.FLOATS;
            });
  }

  /** As numpy.asfortranarray leaves an array: the first extent runs fastest. */
  @ParameterizedTest
  @ValueSource(strings = {"|u1", "<i2", ">f4", "<f8"})
  void readsFortranOrder(String type) {
    int[] shape = {4, 2, 3};
    double[] turned = new double[24];
    int next = 0;
    for (int t = 0; t < 3; t++) {
      for (int channel = 0; channel < 2; channel++) {
        for (int sample = 0; sample < 4; sample++) {
          turned[next++] = sample * 6 + channel * 3 + t;
        }
      }
    }
    String header = "{'descr': '%s', 'fortran_order': True, 'shape': (4, 2, 3), }".formatted(type);
    byte[] labels =
        npy("{'descr': '<i8', 'fortran_order': True, 'shape': (4,)}", numbers("<i8", 0, 1, 2, 3));

    var samples = read(npy(header, numbers(type, turned)), labels);

    assertThat(samples.shape()).containsExactly(shape[1], shape[2]);
    float unit = type.equals("|u1") ? 255 : 1;
    for (int sample = 0; sample < 4; sample++) {
      assertThat(samples.label(sample)).isEqualTo(sample);
      for (int k = 0; k < 6; k++) {
        assertThat(samples.value(sample, k)).isEqualTo((sample * 6 + k) / unit);
      }
    }
  }

  @Test
  void readsScaleAndGroupsAndBothParts() {
    byte[] names = "ab".getBytes(Charset.forName("UTF-32LE"));
    Map<String, byte[]> file = new HashMap<>();
    for (String part : new String[] {"train", "test"}) {
      file.put("x_" + part + ".npy", npy("<i2", "(2, 2)", numbers("<i2", 1, 2, 3, 4)));
      file.put("y_" + part + ".npy", LABELS);
      file.put("groups_" + part + ".npy", npy("<U1", "(2,)", names));
    }
    file.put("scale.npy", npy("<f8", "()", numbers("<f8", 0.5)));
    var npz = new NpzFile(Archives.folder(file));

    assertThat(NpzSamples.hasPart(npz, "test")).isTrue();
    var train = NpzSamples.readPart(npz, "train");
    assertThat(train.value(1, 1)).isEqualTo(2f);
    assertThat(train.group(1)).contains("b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "{'descr': '|O', 'fortran_order': False, 'shape': (2, 1)} # pickled Python objects",
        "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 1, 9)} # announces",
        "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (2, 1)} # a dictionary of descr",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (500000000, 1)} # announces 2000000",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 1)} # extent of 9999999",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 1)} # array of records",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1, 1)} # numbers of type c8",
        "{'shape': (2, 1)} # a dictionary of descr",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,)} # one to three extents"
      })
  void refusesHeadersThatLieOrCannotBeRead(String header, String complaint) {
    byte[] labels = npy("<i8", "(1,)", numbers("<i8", 0));

    assertThatThrownBy(() -> read(npy(header, new byte[8]), labels))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void namesNumbersAndLabelsThatCannotBe() {
    byte[] good = npy("<f4", "(2, 1)", numbers("<f4", 1, 2));

    assertThatThrownBy(() -> read(npy("<f4", "(2, 1)", numbers("<f4", 1, Double.NaN)), LABELS))
        .hasMessage("test.zip/x.npy, number 1: found NaN, expected a finite number");
    assertThatThrownBy(() -> read(good, npy("<i4", "(2,)", numbers("<i4", 0, 256))))
        .hasMessage("test.zip, y, number 1: found label 256, expected 0..255");
    assertThatThrownBy(() -> read(good, npy("<i4", "(3,)", numbers("<i4", 0, 1, 2))))
        .hasMessage("test.zip, y: found 3 labels, expected 2 as there are samples");
    assertThatThrownBy(() -> read(good, npy("<f4", "(2,)", numbers("<f4", 0, 0.5))))
        .hasMessageContaining("a whole number");
    assertThatThrownBy(() -> NpzSamples.read(new NpzFile(Archives.folder(Map.of("x.npy", good)))))
        .hasMessageContaining("an array y.npy");
  }

  private static Samples read(byte[] x, byte[] y) {
    return NpzSamples.read(new NpzFile(Archives.folder(Map.of("x.npy", x, "y.npy", y))));
  }
}
