package org.hafnia.simulator.dataset.signals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.Archives;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingsTest {

  private static final byte[] FORMAT_212 = {0x34, (byte) 0xf2, (byte) 0xff, 0x10, 0x20, 0x30};

  @Test
  void readsSignalsOfBothFormatsAndBeats() {
    var files = new HashMap<String, byte[]>();
    files.put("a.hea", text("a 2 360 2\na.dat 212 200(10)/mV 12 0 0 0 0 MLII\na.dat 212 100 12\n"));
    files.put("a.dat", FORMAT_212);
    files.put("a.atr", annotations());
    files.put("b.hea", text("# comment\nb 1 250 3\nb.dat 16 10/mV\n"));
    files.put("b.dat", new byte[] {10, 0, -10, -1, 0, 1});

    var recordings = WfdbFiles.read(Archives.folder(files));

    var a = recordings.getFirst();
    assertThat(a.channels()).containsExactly("MLII", "a.dat");
    assertThat(a.rateHertz()).isEqualTo(360);
    assertThat(a.value(0, 0)).isEqualTo((0x234 - 10) / 200f);
    assertThat(a.value(1, 0)).isEqualTo(-1 / 100f);
    assertThat(a.value(0, 1)).isEqualTo((0x010 - 10) / 200f);
    assertThat(a.value(1, 1)).isEqualTo(0x230 / 100f);
    assertThat(a.notes())
        .containsExactly(
            new Recording.Note(77, "N"),
            new Recording.Note(77 + 100_000, "V"),
            new Recording.Note(77 + 100_005, "N"));
    var b = recordings.get(1);
    assertThat(b.value(0, 1)).isEqualTo(-1f);
    assertThat(b.value(0, 2)).isEqualTo(25.6f);
    assertThat(b.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a 1 360 9;a.dat 212 200 | 9 samples of 1 signals",
        "a 1 360 2;a.dat 80 200 | format 80",
        "a 1 0 2;a.dat 212 200 | sampling rate of 0",
        "a 1 1e999 2;a.dat 212 200 | sampling rate of 1e999",
        "a 2 360 2;a.dat 212 200 | a line for each of 2",
        "a x 360 2;a.dat 212 200 | \"x\"",
        "a 1 360 2;../b.dat 212 200 | no file ../b.dat",
        "a 1 360 2;a.dat 212 big | gain big"
      })
  void refusesHeadersThatDoNotFit(String header, String complaint) {
    var files = Map.of("a.hea", text(header.replace(';', '\n') + "\n"), "a.dat", FORMAT_212);

    assertThatThrownBy(() -> WfdbFiles.read(Archives.folder(files)))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void refusesAnnotationsThatEndEarly() {
    byte[] cut = Arrays.copyOf(annotations(), 9);

    assertThatThrownBy(() -> WfdbAnnotations.beats(cut, "a.atr"))
        .hasMessageContaining("a.atr, byte 9: found the end of the file");
  }

  @Test
  void readsSignalsAndAnnotationsOfEdf() throws IOException {
    var recording = edf(edfFile("2", "768", "+0\u0014\u0014\0+1.5\u00154.1\u0014T1\u0014\0"));

    assertThat(recording.channels()).containsExactly("C3");
    assertThat(recording.rateHertz()).isEqualTo(4);
    assertThat(recording.length()).isEqualTo(8);
    assertThat(recording.value(0, 0)).isEqualTo(-100f);
    assertThat(recording.value(0, 7)).isEqualTo(100f);
    assertThat(recording.notes()).containsExactly(new Recording.Note(6, "T1"));
  }

  @Test
  void holdsTheHeaderOfEdfAgainstTheFile() {
    var good = edfFile("2", "768", "");

    assertThatThrownBy(() -> edf(edfFile("90000", "768", "")))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining("byte 236: found 90000 records of 48 bytes");
    assertThatThrownBy(() -> edf(edfFile("2", "1024", ""))).hasMessageContaining("byte 184");
    assertThatThrownBy(() -> edf(edfFile("two", "768", ""))).hasMessageContaining("\"two\"");
    assertThatThrownBy(() -> edf(Arrays.copyOf(good, good.length - 1)))
        .hasMessageContaining("the 95 bytes of data that are there");
    assertThatThrownBy(() -> edf(Arrays.copyOf(good, 300)))
        .hasMessageContaining("a header of 768 bytes");
    assertThatThrownBy(() -> edf(edfFile("2", "768", "soon\u0014T1\u0014\0")))
        .hasMessageContaining("an annotation");
  }

  @Test
  void cutsWindowsAroundNotesThatLieInside() {
    float[][] ramp = new float[1][100];
    for (int t = 0; t < 100; t++) {
      ramp[0][t] = t;
    }
    var recording =
        new Recording(
            "r1",
            10,
            List.of("x"),
            ramp,
            List.of(
                new Recording.Note(1, "V"),
                new Recording.Note(50, "N"),
                new Recording.Note(20, "V"),
                new Recording.Note(96, "N")));

    var samples = Epochs.of(List.of(recording), Epochs.Cut.of("*,V", -0.5, 1));

    assertThat(samples.count()).isEqualTo(2);
    assertThat(samples.shape()).containsExactly(1, 10);
    assertThat(samples.label(0)).isEqualTo(1);
    assertThat(samples.value(0, 0)).isEqualTo(15f);
    assertThat(samples.value(1, 9)).isEqualTo(54f);
    assertThat(samples.group(0)).contains("r1");
    assertThatThrownBy(() -> Epochs.of(List.of(recording), Epochs.Cut.of("T1,T2", 0, 1)))
        .hasMessageContaining("only [N, V]");
    assertThatThrownBy(() -> Epochs.of(List.of(recording), Epochs.Cut.of("*,V", 0, 0.01)))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining("windows of 0.01 s have 0.0 samples, expected 1 to");
    var fast = new Recording("r2", 1e300, List.of("x"), ramp, recording.notes());
    assertThatThrownBy(() -> Epochs.of(List.of(fast), Epochs.Cut.of("*,V", -1, 1)))
        .hasMessageContaining("r2, its sampling rate");
  }

  private static Recording edf(byte[] file) throws IOException {
    return EdfFiles.stretches(SourceFile.of("a.edf", new ByteArrayInputStream(file)), "a")
        .getFirst();
  }

  /** N after 77, a skip of 100,000 with V after it, a note of rhythm with text, N after 5. */
  private static byte[] annotations() {
    var out = new ByteArrayOutputStream();
    int[] words = {
      1 << 10 | 77,
      59 << 10,
      100_000 >> 16,
      100_000 & 0xffff,
      5 << 10,
      28 << 10,
      63 << 10 | 3,
      'a' | 'b' << 8,
      'c',
      1 << 10 | 5,
      0
    };
    for (int word : words) {
      out.write(word & 0xff);
      out.write(word >> 8);
    }
    return out.toByteArray();
  }

  /** One signal of four samples per second, one of annotations, two records. */
  private static byte[] edfFile(String records, String headerBytes, String annotations) {
    var head = new StringBuilder();
    pad(head, "0", 8, "x", 80, "y", 80, "01.01.01", 8, "00.00.00", 8, headerBytes, 8);
    pad(head, "EDF+C", 44, records, 8, "1", 8, "2", 4);
    pad(head, "C3..", 16, "EDF Annotations", 16, "", 160, "uV", 8, "", 8, "-100", 8, "-1", 8);
    pad(head, "100", 8, "1", 8, "-1000", 8, "-32768", 8, "1000", 8, "32767", 8);
    pad(head, "", 160, "4", 8, "20", 8, "", 64);
    var out = new ByteArrayOutputStream();
    out.writeBytes(head.toString().getBytes(US_ASCII));
    for (int record = 0; record < 2; record++) {
      for (int t = 0; t < 4; t++) {
        int digital = record == 0 && t == 0 ? -1000 : record == 1 && t == 3 ? 1000 : 0;
        out.write(digital & 0xff);
        out.write(digital >> 8);
      }
      byte[] list = (record == 0 ? annotations : "").getBytes(ISO_8859_1);
      out.writeBytes(Arrays.copyOf(list, 40));
    }
    return out.toByteArray();
  }

  private static void pad(StringBuilder head, Object... fields) {
    for (int k = 0; k < fields.length; k += 2) {
      head.append(("%-" + fields[k + 1] + "s").formatted(fields[k]));
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(US_ASCII);
  }
}
