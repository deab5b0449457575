package org.hafnia.simulator.inference.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.IntToLongFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.folding.Step;
import org.hafnia.simulator.inference.packed.PackedNetwork;
import org.hafnia.simulator.network.Precision;

/**
 * A packed network as a zip of files for Verilog's {@code $readmemh}, one line for each unit:
 *
 * <pre>
 *   layerN_sign.mem        weight j is bit j: 1 for +1
 *   layerN_mask.mem        of ternary weights: 1 for +1 and -1
 *   layerN_plus.mem        {inverted, threshold}, 33 bits: bit 32, then a signed number of 32 bits
 *   layerN_not_minus.mem   likewise, of ternary activations
 * </pre>
 *
 * Thresholds are whole: of sums of +1 and -1, or, where the input is real, of sums of bytes 0..255
 * that stand for 0..1.
 */
public final class VerilogMemories {

  private static final int MOST = 1 << 30;
  private static final double WHITE = 255;

  private final ZipOutputStream zip;

  private VerilogMemories(ZipOutputStream zip) {
    this.zip = zip;
  }

  /**
   * Writes a network; leaves the stream open. Entries carry no time: same network, same bytes.
   *
   * @throws IllegalArgumentException as {@link PackedFile#write}
   */
  public static void write(PackedNetwork network, OutputStream out) throws IOException {
    Exportable.check(network);
    try (var zip = new ZipOutputStream(new StaysOpen(out))) {
      var memories = new VerilogMemories(zip);
      for (var stage : network.stages()) {
        memories.layer(stage, PackedRows.of(network, stage.sums().orElseThrow()));
      }
    }
  }

  /** A stream that its user closes. */
  private static final class StaysOpen extends FilterOutputStream {

    StaysOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private void layer(Stage stage, PackedRows rows) throws IOException {
    var sums = stage.sums().orElseThrow();
    String name = "layer" + sums.number();
    bits(name + "_sign.mem", rows, rows::sign);
    if (sums.ternary()) {
      bits(name + "_mask.mem", rows, rows::mask);
    }
    if (stage.thresholds().isPresent()) {
      var tail = stage.thresholds().get();
      for (int plane = 0; plane < tail.planes(); plane++) {
        open(name + (plane == 0 ? "_plus.mem" : "_not_minus.mem"));
        for (var step : tail.steps(plane)) {
          int threshold = stage.input() == Precision.REAL ? bytes(step) : step.integer();
          long word = (step.inverted() ? 1L << Integer.SIZE : 0) | (threshold & 0xFFFF_FFFFL);
          line("%09x".formatted(word));
        }
        zip.closeEntry();
      }
    }
  }

  private static int bytes(Step step) {
    return (int) Math.clamp(Math.ceil(step.threshold() * WHITE), -MOST, MOST);
  }

  /** A row of words as one number, its highest digit first. */
  private void bits(String name, PackedRows rows, IntToLongFunction word) throws IOException {
    open(name);
    int digits = Math.ceilDiv(rows.inputs(), 4);
    for (int unit = 0; unit < rows.units(); unit++) {
      var text = new StringBuilder();
      for (int k = rows.words() - 1; k >= 0; k--) {
        text.append("%016x".formatted(word.applyAsLong(unit * rows.words() + k)));
      }
      line(text.substring(text.length() - digits));
    }
    zip.closeEntry();
  }

  private void open(String name) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
  }

  private void line(String text) throws IOException {
    zip.write((text + "\n").getBytes(US_ASCII));
  }
}
