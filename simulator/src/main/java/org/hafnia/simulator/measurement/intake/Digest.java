package org.hafnia.simulator.measurement.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementBlock;
import org.hafnia.simulator.measurement.MeasurementKind;

/**
 * SHA-256 over a kind and its rows in SI units, whatever file they came from: by blocks of {@link
 * MeasurementBlock#ROWS} rows and within them by columns, numbers as binary64, words by their
 * number and, where they are new, as UTF-8.
 */
final class Digest {

  private final MessageDigest digest;
  private final ByteBuffer buffer = ByteBuffer.allocate(MeasurementBlock.ROWS * Double.BYTES);
  private final int[] wordsSoFar;

  Digest(MeasurementKind kind) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    wordsSoFar = new int[kind.columns().size()];
    digest.update(("hafnia measurements 1 " + kind.word() + "\n").getBytes(UTF_8));
  }

  void add(MeasurementBlock block) {
    var columns = block.kind().columns();
    putInt(block.rows());
    for (int column = 0; column < columns.size(); column++) {
      boolean present = block.has(column);
      digest.update((byte) (present ? 1 : 0));
      if (present && columns.get(column).type() == Column.Type.NUMBER) {
        numbers(block, column);
      } else if (present) {
        words(block, column);
      }
    }
  }

  private void numbers(MeasurementBlock block, int column) {
    double[] values = block.numbers(column);
    buffer.clear();
    for (int row = 0; row < block.rows(); row++) {
      // Adding 0 makes one zero of the two.
      buffer.putDouble(values[row] + 0.0);
    }
    flush();
  }

  private void words(MeasurementBlock block, int column) {
    int[] codes = block.codes(column);
    buffer.clear();
    for (int row = 0; row < block.rows(); row++) {
      buffer.putInt(codes[row]);
    }
    flush();
    var words = block.words(column);
    for (int code = wordsSoFar[column]; code < words.size(); code++) {
      byte[] word = words.list().get(code).getBytes(UTF_8);
      putInt(word.length);
      digest.update(word);
    }
    wordsSoFar[column] = words.size();
  }

  private void putInt(int value) {
    buffer.clear();
    buffer.putInt(value);
    flush();
  }

  private void flush() {
    buffer.flip();
    digest.update(buffer);
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
