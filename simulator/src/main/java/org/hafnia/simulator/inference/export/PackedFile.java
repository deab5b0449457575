package org.hafnia.simulator.inference.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.hafnia.simulator.inference.folding.RealTail;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.folding.ThresholdTail;
import org.hafnia.simulator.inference.layout.Grid;
import org.hafnia.simulator.inference.layout.Sliding;
import org.hafnia.simulator.inference.packed.PackedNetwork;
import org.hafnia.simulator.network.Precision;

/**
 * A packed network as one file, little-endian; {@code int} has 32 bits, {@code word} 64.
 *
 * <pre>
 *   file    "HAFNIAPN", int version = 1, int layers, layers from input to logits
 *   layer   int number, int input (0 real, 1 binary, 2 ternary), int ternary weights (0, 1),
 *           int groups, int[3] input channels, rows, columns, int[3] the same of the sums,
 *           int[6] window, int words of a unit, word[units x words] signs,
 *           word[units x words] mask (of ternary weights only), int planes,
 *           planes times: float[units] thresholds, int[units] inverted,
 *           int[units] turned, int pools before, int[6] each, int pools after, int[6] each (where
 *           planes is not 0), or int lines, float[units] gain and float[units] offset each
 *   window  rows and columns of kernel, stride, padding; a dense layer's kernel is its input
 * </pre>
 *
 * Bits of weights lie as {@link PackedRows} says. A hidden layer has planes: one for a binary
 * activation, two for a ternary one (plus, not minus); the answer of a plane is {@code (z >=
 * threshold) xor inverted}, and the activation +1 or -1, or plus + not minus - 1. A max pool before
 * is an OR of the answers xor turned, xor turned again. The logits are the last layer's sums after
 * each line, {@code gain z + offset}.
 */
public final class PackedFile {

  /** How a file starts. */
  public static final String MAGIC = "HAFNIAPN";

  /** Of the format. */
  public static final int VERSION = 1;

  private static final int CHUNK = 1 << 16;

  private final OutputStream out;
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

  private PackedFile(OutputStream out) {
    this.out = out;
  }

  /**
   * Writes a network; leaves the stream open.
   *
   * @throws IllegalArgumentException if it does more between two layers than thresholds can
   */
  public static void write(PackedNetwork network, OutputStream out) throws IOException {
    Exportable.check(network);
    var file = new PackedFile(out);
    out.write(MAGIC.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    file.put(VERSION);
    file.put(network.stages().size());
    for (var stage : network.stages()) {
      file.layer(network, stage);
    }
    file.flush();
  }

  private void layer(PackedNetwork network, Stage stage) throws IOException {
    var sums = stage.sums().orElseThrow();
    var rows = PackedRows.of(network, sums);
    put(sums.number());
    put(stage.input() == Precision.REAL ? 0 : stage.input() == Precision.BINARY ? 1 : 2);
    put(sums.ternary() ? 1 : 0);
    put(sums.groups());
    put(sums.sliding().input());
    put(sums.sliding().output());
    put(sums.sliding());
    put(rows.words());
    for (int i = 0; i < rows.units() * rows.words(); i++) {
      room().putLong(rows.sign(i));
    }
    for (int i = 0; sums.ternary() && i < rows.units() * rows.words(); i++) {
      room().putLong(rows.mask(i));
    }
    if (stage.thresholds().isPresent()) {
      put(stage.thresholds().get());
    } else {
      put(0);
      lines(stage.tail(), rows.units());
    }
  }

  private void put(ThresholdTail thresholds) throws IOException {
    put(thresholds.planes());
    for (int plane = 0; plane < thresholds.planes(); plane++) {
      for (var step : thresholds.steps(plane)) {
        room().putFloat(step.threshold());
      }
      for (var step : thresholds.steps(plane)) {
        put(step.inverted() ? 1 : 0);
      }
    }
    for (boolean turned : thresholds.turned()) {
      put(turned ? 1 : 0);
    }
    for (var pools : List.of(thresholds.poolsBefore(), thresholds.poolsAfter())) {
      put(pools.size());
      for (var pool : pools) {
        put(pool);
      }
    }
  }

  private void lines(RealTail tail, int units) throws IOException {
    put(tail.operations().size());
    for (var operation : tail.operations()) {
      var line = ((RealTail.Line) operation).affine();
      for (int unit = 0; unit < units; unit++) {
        room().putFloat(line.gain(unit));
      }
      for (int unit = 0; unit < units; unit++) {
        room().putFloat(line.offset(unit));
      }
    }
  }

  private void put(Grid grid) throws IOException {
    put(grid.channels());
    put(grid.rows());
    put(grid.columns());
  }

  private void put(Sliding sliding) throws IOException {
    for (int extent : sliding.window()) {
      put(extent);
    }
  }

  private void put(int value) throws IOException {
    room().putInt(value);
  }

  /** The buffer, with room for a word. */
  private ByteBuffer room() throws IOException {
    if (buffer.remaining() < Long.BYTES) {
      flush();
    }
    return buffer;
  }

  private void flush() throws IOException {
    out.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }
}
