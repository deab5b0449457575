package org.hafnia.simulator.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.signals.Montage;
import org.hafnia.simulator.dataset.synthetic.SyntheticEcg;
import org.hafnia.simulator.dataset.synthetic.SyntheticEeg;
import org.hafnia.simulator.dataset.synthetic.SyntheticTextures;

/** Writes the files of {@code examples/datasets} from our own synthetic sets. */
final class ExampleDatasets {

  private static final Path FOLDER = Path.of("..", "examples", "datasets");

  private ExampleDatasets() {}

  public static void main(String[] arguments) {
    try {
      Files.write(FOLDER.resolve("texture-images.zip"), images());
      Files.write(FOLDER.resolve("texture-arrays.npz"), arrays());
      Files.writeString(FOLDER.resolve("beat-table.csv"), table());
      Files.write(FOLDER.resolve("imagined-fists.edf"), recording(false));
      Files.write(FOLDER.resolve("imagined-fists-power.edf"), recording(true));
      Files.write(FOLDER.resolve("heart-beats.zip"), records());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ten images of 16 x 16 pixels of each of three textures, a folder for each. */
  private static byte[] images() throws IOException {
    var textures = SyntheticTextures.generate(5, 100, 1);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < textures.train().count(); i++) {
      int label = textures.train().label(i);
      if (label < 3) {
        var name = textures.className(label).replace(' ', '-') + "/" + i + ".png";
        files.put(name, png(textures.train(), i));
      }
    }
    return zip(files);
  }

  private static byte[] png(Samples samples, int i) throws IOException {
    var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    for (int p = 0; p < 256; p++) {
      int row = p / 16;
      int at = 32 * row + p % 16;
      int rgb =
          samples.pixel(i, at) << 16
              | samples.pixel(i, 1024 + at) << 8
              | samples.pixel(i, 2048 + at);
      image.setRGB(p % 16, row, rgb);
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** Sixty textures of 3 x 12 x 12 bytes, with both parts in one file. */
  private static byte[] arrays() throws IOException {
    var textures = SyntheticTextures.generate(6, 60, 20);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String part : new String[] {"train", "test"}) {
      var samples = part.equals("train") ? textures.train() : textures.test();
      var x = ByteBuffer.allocate(samples.count() * 432);
      var y = ByteBuffer.allocate(samples.count());
      for (int i = 0; i < samples.count(); i++) {
        y.put((byte) samples.label(i));
        for (int j = 0; j < 432; j++) {
          int row = j / 12 % 12;
          int channel = j / 144;
          x.put((byte) samples.pixel(i, 1024 * channel + 32 * row + j % 12));
        }
      }
      files.put(
          "x_" + part + ".npy",
          npy("|u1", "(%d, 3, 12, 12)".formatted(samples.count()), x.array()));
      files.put("y_" + part + ".npy", npy("|u1", "(%d,)".formatted(samples.count()), y.array()));
    }
    return zip(files);
  }

  private static byte[] npy(String type, String shape, byte[] content) {
    byte[] header =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n"
            .formatted(type, shape)
            .getBytes(US_ASCII);
    return ByteBuffer.allocate(10 + header.length + content.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) header.length)
        .put(header)
        .put(content)
        .array();
  }

  /** Lead I and aVR of hearts, forty instants: upright or not is the class. */
  private static String table() {
    var ecg = SyntheticEcg.generate(7, 60, 1).train();
    var text = new StringBuilder("beat,patient");
    for (int t = 0; t < 40; t++) {
      text.append(",t").append(t);
    }
    text.append('\n');
    for (int i = 0; i < ecg.count(); i++) {
      for (int lead = 0; lead < 4; lead += 3) {
        text.append(lead == 0 ? "upright" : "inverted").append(",p").append(i);
        int peak = peak(ecg, i);
        for (int t = 0; t < 40; t++) {
          text.append(
              String.format(Locale.ROOT, ",%.3f", ecg.value(i, 1000 * lead + peak - 20 + t)));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static int peak(Samples ecg, int record) {
    int best = 100;
    for (int t = 100; t < 900; t++) {
      float value = Math.abs(ecg.value(record, 3000 + t));
      best = value > Math.abs(ecg.value(record, 3000 + best)) ? t : best;
    }
    return best;
  }

  /**
   * Trials, one after the other, of eight channels; 2 s at 160 Hz each.
   *
   * @param named whether channels have the names of their electrodes
   */
  private static byte[] recording(boolean named) {
    var eeg = SyntheticEeg.generate(8, 16, 1).train();
    int[] channels = {8, 9, 10, 11, 12, 1, 5, 46};
    var head = new StringBuilder();
    int count = channels.length + 1;
    pad(head, "0", 8, "X X X X", 80, "Startdate X X X X", 80, "01.01.26", 8, "00.00.00", 8);
    pad(head, 256 * (count + 1), 8, "EDF+C", 44, eeg.count(), 8, 2, 8, count, 4);
    for (int c = 0; c < count; c++) {
      pad(head, c < channels.length ? label(channels[c], named) : "EDF Annotations", 16);
    }
    columns(head, count, "", 80, "uV", 8, "-3276.8", 8, "3276.7", 8, "-32768", 8, "32767", 8);
    columns(head, count, "", 80);
    for (int c = 0; c < count; c++) {
      pad(head, c < channels.length ? 320 : 30, 8);
    }
    columns(head, count, "", 32);
    var out = ByteBuffer.allocate(head.length() + eeg.count() * (channels.length * 640 + 60));
    out.order(ByteOrder.LITTLE_ENDIAN).put(head.toString().getBytes(US_ASCII));
    for (int i = 0; i < eeg.count(); i++) {
      for (int channel : channels) {
        for (int t = 0; t < 320; t++) {
          out.putShort((short) Math.round(10 * eeg.value(i, 640 * channel + t)));
        }
      }
      var list = "+%d\24\24\0+%d\0252\24T%d\24\0".formatted(2 * i, 2 * i, 1 + eeg.label(i));
      out.put(list.getBytes(UTF_8)).put(new byte[60 - list.length()]);
    }
    return out.array();
  }

  private static String label(int channel, boolean named) {
    return named ? Montage.NAMES.get(channel) : "Ch" + channel;
  }

  private static void columns(StringBuilder head, int count, Object... fields) {
    for (int k = 0; k < fields.length; k += 2) {
      for (int c = 0; c < count; c++) {
        pad(head, fields[k], fields[k + 1]);
      }
    }
  }

  private static void pad(StringBuilder head, Object... fields) {
    for (int k = 0; k < fields.length; k += 2) {
      head.append(("%-" + fields[k + 1] + "s").formatted(fields[k]));
    }
  }

  /** Three records of lead II or its mirror image, whose beats are noted as N and V. */
  private static byte[] records() throws IOException {
    var ecg = SyntheticEcg.generate(9, 3, 1).train();
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int r = 0; r < 3; r++) {
      var name = "r" + r;
      var signal = ByteBuffer.allocate(2 * 6000).order(ByteOrder.LITTLE_ENDIAN);
      var notes = ByteBuffer.allocate(2 * 200).order(ByteOrder.LITTLE_ENDIAN);
      int last = 0;
      for (int beat = 0; beat < 60; beat++) {
        boolean mirrored = beat % 3 == r;
        int peak = peak(ecg, r);
        for (int t = 0; t < 100; t++) {
          float value = ecg.value(r, 1000 + peak - 50 + t);
          signal.putShort((short) Math.round(1000 * (mirrored ? -value : value)));
        }
        int at = beat * 100 + 50;
        notes.putShort((short) ((mirrored ? 5 : 1) << 10 | (at - last)));
        last = at;
      }
      notes.putShort((short) 0);
      files.put(
          name + ".hea",
          "%s 1 100 6000\n%s.dat 16 1000/mV 16 0 0 0 0 II\n"
              .formatted(name, name)
              .getBytes(US_ASCII));
      files.put(name + ".dat", signal.array());
      files.put(name + ".atr", java.util.Arrays.copyOf(notes.array(), notes.position()));
    }
    return zip(files);
  }

  /** Without times, so that the same files give the same bytes. */
  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setLastModifiedTime(FileTime.fromMillis(315_532_800_000L));
        zip.putNextEntry(entry);
        zip.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
