package org.hafnia.simulator.inference.export;

import java.nio.FloatBuffer;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.kernel.Bits;
import org.hafnia.simulator.inference.packed.PackedNetwork;

/**
 * The weights of a layer, a row of 64-bit words for each unit. Weight j of a unit is bit j mod 64
 * of word j / 64, in the order of the model's array: channel by channel, kernel row by row. A sign
 * bit is 1 for +1; a mask bit is 1 for +1 and -1. Bits beyond the last weight are 0.
 */
final class PackedRows {

  private final int units;
  private final int inputs;
  private final int words;
  private final long[] sign;
  private final long[] mask;

  private PackedRows(int units, FloatBuffer values) {
    this.units = units;
    inputs = values.limit() / units;
    words = Bits.words(inputs);
    sign = new long[units * words];
    mask = new long[units * words];
    for (int i = 0; i < values.limit(); i++) {
      int word = i / inputs * words + (i % inputs >> 6);
      long bit = 1L << i % inputs;
      sign[word] |= values.get(i) > 0 ? bit : 0;
      mask[word] |= values.get(i) == 0 ? 0 : bit;
    }
  }

  static PackedRows of(PackedNetwork network, Stage.Sums sums) {
    return new PackedRows(
        sums.units(), network.model().values("layer" + sums.number() + ".weight"));
  }

  int units() {
    return units;
  }

  /** Weights of a unit. */
  int inputs() {
    return inputs;
  }

  /** Words of a unit. */
  int words() {
    return words;
  }

  long sign(int i) {
    return sign[i];
  }

  long mask(int i) {
    return mask[i];
  }
}
