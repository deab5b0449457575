package org.hafnia.simulator.dataset.signals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.Archives;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records of several segments and recordings with gaps, written here byte by byte. */
class GapsInRecordingsTest {

  private final Map<String, byte[]> files = new HashMap<>();

  @Test
  void joinsTheSegmentsOfARecord() {
    file("a.hea", "a/2 2 10 5\na1 2\na2 3\n");
    segment("a1", "II,V1", 1, -1, 2, -2);
    segment("a2", "II,V1", 3, -3, 4, -4, 5, -5);
    files.put("a.atr", beats(1, 2));

    var recordings = read();

    assertThat(recordings).hasSize(1);
    var a = recordings.getFirst();
    assertThat(a.id()).isEqualTo("a");
    assertThat(a.channels()).containsExactly("II", "V1");
    assertThat(values(a, 0)).containsExactly(1, 2, 3, 4, 5);
    assertThat(values(a, 1)).containsExactly(-1, -2, -3, -4, -5);
    assertThat(a.notes()).containsExactly(new Recording.Note(1, "V"), new Recording.Note(3, "V"));
  }

  @Test
  void cutsARecordWhereNothingWasRecordedAndTellsNotesFromThere() {
    file("a.hea", "a/3 1 10 107\na1 3\n~ 100\na2 4\n");
    segment("a1", "II", 1, 2, 3);
    segment("a2", "II", 4, 5, 6, 7);
    files.put("a.atr", beats(1, 60, 44));

    var recordings = read();

    assertThat(recordings).extracting(Recording::id).containsExactly("a", "a");
    assertThat(values(recordings.getFirst(), 0)).containsExactly(1, 2, 3);
    assertThat(values(recordings.get(1), 0)).containsExactly(4, 5, 6, 7);
    assertThat(recordings.getFirst().notes())
        .containsExactly(new Recording.Note(1, "V"), new Recording.Note(61, "V"));
    assertThat(recordings.get(1).notes()).containsExactly(new Recording.Note(2, "V"));
  }

  @Test
  void readsSegmentsOfDifferentSignalsByTheNamesOfTheLayout() {
    file("a.hea", "a/4 2 10 7\nlay 0\na1 2\na2 3\na3 2\n");
    file("lay.hea", "lay 2 10 0\n~ 0 1 16 0 0 0 0 II\n~ 0 1 16 0 0 0 0 V1\n");
    segment("a1", "V1,II", -1, 1, -2, 2);
    segment("a2", "II", 3, 4, 5);
    segment("a3", "II,V1,V2", 6, -6, 0, 7, -7, 0);

    var recordings = read();

    assertThat(recordings).hasSize(2);
    assertThat(recordings.getFirst().channels()).containsExactly("II", "V1");
    assertThat(values(recordings.getFirst(), 0)).containsExactly(1, 2);
    assertThat(values(recordings.getFirst(), 1)).containsExactly(-1, -2);
    assertThat(values(recordings.get(1), 0)).containsExactly(6, 7);
    assertThat(values(recordings.get(1), 1)).containsExactly(-6, -7);
  }

  @Test
  void takesTheLeastNumberOfAFormatForAMissingValue() {
    segment("a", "II,V1", 1, -1, Short.MIN_VALUE, -2, 3, -3);

    var recordings = read();

    assertThat(recordings).hasSize(2);
    assertThat(values(recordings.getFirst(), 1)).containsExactly(-1);
    assertThat(values(recordings.get(1), 1)).containsExactly(-3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a/2 1 10 5;a1 2;a2 3 | a.hea, line 3: found no file a2.hea",
        "a/2 1 10 9;a1 2;a1 2 | a.hea, its first line: found 9 samples, expected 4",
        "a/2 1 10;a1 2;a1 3 | a.hea, line 3: found 3 samples of a1, expected 2",
        "a/2 1 20 4;a1 2;a1 2 | found a1 at 10.0 Hz, expected 20.0 Hz",
        "a/2 2 10 4;a1 2;a1 2 | found 1 signals in a1, expected 2",
        "a/2 1 10 4;a1 2;b1 2 | found signals [V1] in b1, expected [II]",
        "a/3 1 10 4;a1 2;a1 2 | a line for each of 3 segments",
        "a/2 1 10 4;a1 two;a1 2 | line 2: found \"two\"",
        "a/2 1 10 4;a1;a1 2 | line 2: found \"a1\"",
        "a/x 1 10 4;a1 2 | line 1: found \"x\"",
        "a/1 1 10 4;../a1 2 | line 2: found \"../a1 2\"",
        "a/2 1 10 4;a 2;a1 2 | a record of several segments",
        "a/1 1 10 9;~ 9 | its segments: found gaps only",
        "a/2 1 10 300;~ 300;a1 0 | line 3: found 0 samples of a1",
        "a/2 2 10 2;lay 0;a1 2 | xform -s",
        "a/3 1 10 0;a1 2;c1 268435456;c1 268435456 | at most 268435456 in a record"
      })
  void refusesSegmentsThatDoNotFit(String header, String complaint) {
    file("a.hea", header.replace(';', '\n') + "\n");
    segment("a1", "II", 1, 2);
    segment("b1", "V1", 1, 2);
    file("c1.hea", "c1 1 10\na1.dat 16 1 16 0 0 0 0 II\n");
    file("lay.hea", "lay 2 10 0\n~ 0 1 16 0 0 0 0 II\n~ 0 1 16 0 0 0 0 V1\n");

    assertThatThrownBy(this::read)
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void refusesASegmentWhoseFileEndsEarly() {
    file("a.hea", "a/1 1 10 3\na1 3\n");
    segment("a1", "II", 1, 2, 3);
    files.put("a1.dat", new byte[] {1, 0, 2});

    assertThatThrownBy(this::read)
        .hasMessageContaining("a1.dat, byte 3: found the end of the file after 1 numbers");
  }

  @Test
  void cutsEdfWhereItsRecordsTellOfAGap() {
    files.put(
        "a.edf",
        edf(
            "EDF+D",
            "+10\u0014\u0014\0",
            "+11.0\u0014\u0014\0+11.5\u0014T1\u0014\0",
            "+20.5\u0014\u0014\0+21\u00141\u0014T2\u0014\0"));

    var recordings = EdfFiles.read(Archives.folder(files));

    assertThat(recordings).extracting(Recording::id).containsExactly("a", "a");
    assertThat(values(recordings.getFirst(), 0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(values(recordings.get(1), 0)).containsExactly(8, 9, 10, 11);
    assertThat(recordings.getFirst().notes()).containsExactly(new Recording.Note(6, "T1"));
    assertThat(recordings.get(1).notes())
        .containsExactly(new Recording.Note(2, "1"), new Recording.Note(2, "T2"));
    assertThatThrownBy(() -> EdfFiles.read(Archives.folder(files), "a.edf"))
        .hasMessageContaining("2 stretches");
  }

  @Test
  void countsTheNotesOfEdfFromWhereItsSignalsBegin() {
    files.put("a.edf", edf("EDF+C", "+0.5\u0014\u0014\0+1\u0014T1\u0014\0", "+1.5\u0014\u0014\0"));

    var recording = EdfFiles.read(Archives.folder(files)).getFirst();

    assertThat(recording.length()).isEqualTo(8);
    assertThat(recording.notes()).containsExactly(new Recording.Note(2, "T1"));
  }

  @Test
  void refusesRecordsOfEdfThatDoNotTellTheirTimeOrOverlap() {
    assertRefused("data record 2: found no time", "+0\u0014\u0014\0", "+1\u0014T1\u0014\0");
    assertRefused("data record 1: found no time", "", "+1\u0014\u0014\0");
    assertRefused(
        "data record 2: found a beginning at 0.75 s, expected 1.0 s, where record 1 ends",
        "+0\u0014\u0014\0",
        "+0.75\u0014\u0014\0");
    assertRefused(
        "data record 2: found a beginning at -5.0 s", "+0\u0014\u0014\0", "-5\u0014\u0014\0");
  }

  private void assertRefused(String complaint, String... annotations) {
    files.put("a.edf", edf("EDF+D", annotations));
    assertThatThrownBy(() -> EdfFiles.read(Archives.folder(files)))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining(complaint);
  }

  private List<Recording> read() {
    return WfdbFiles.read(Archives.folder(files));
  }

  private static float[] values(Recording recording, int channel) {
    float[] values = new float[recording.length()];
    for (int t = 0; t < values.length; t++) {
      values[t] = recording.value(channel, t);
    }
    return values;
  }

  private void file(String name, String text) {
    files.put(name, text.getBytes(US_ASCII));
  }

  /** A record in format 16 at 10 Hz whose numbers are its values, one signal beside the other. */
  private void segment(String name, String signals, int... numbers) {
    var names = List.of(signals.split(","));
    var header = new StringBuilder();
    header.append("%s %d 10 %d\n".formatted(name, names.size(), numbers.length / names.size()));
    names.forEach(signal -> header.append(name + ".dat 16 1 16 0 0 0 0 " + signal + "\n"));
    file(name + ".hea", header.toString());
    var data = new ByteArrayOutputStream();
    for (int number : numbers) {
      data.write(number & 0xff);
      data.write(number >> 8);
    }
    files.put(name + ".dat", data.toByteArray());
  }

  /** Premature beats, each so many samples after the one before. */
  private static byte[] beats(int... samples) {
    byte[] file = new byte[2 * samples.length + 2];
    for (int i = 0; i < samples.length; i++) {
      int word = 5 << 10 | samples[i];
      file[2 * i] = (byte) word;
      file[2 * i + 1] = (byte) (word >> 8);
    }
    return file;
  }

  /** One signal of four numbers a second, which count up, and a list of annotations a record. */
  private static byte[] edf(String kind, String... annotations) {
    var head = new StringBuilder();
    pad(head, "0", 8, "x", 80, "y", 80, "01.01.01", 8, "00.00.00", 8, "768", 8);
    pad(head, kind, 44, annotations.length, 8, "1", 8, "2", 4);
    pad(head, "C3", 16, "EDF Annotations", 16, "", 160, "uV", 8, "", 8, "-1000", 8, "-1", 8);
    pad(head, "1000", 8, "1", 8, "-1000", 8, "-32768", 8, "1000", 8, "32767", 8);
    pad(head, "", 160, "4", 8, "20", 8, "", 64);
    var out = new ByteArrayOutputStream();
    out.writeBytes(head.toString().getBytes(US_ASCII));
    int next = 0;
    for (String list : annotations) {
      for (int t = 0; t < 4; t++) {
        out.write(next++);
        out.write(0);
      }
      out.writeBytes(Arrays.copyOf(list.getBytes(ISO_8859_1), 40));
    }
    return out.toByteArray();
  }

  private static void pad(StringBuilder head, Object... fields) {
    for (int k = 0; k < fields.length; k += 2) {
      head.append(("%-" + fields[k + 1] + "s").formatted(fields[k]));
    }
  }
}
