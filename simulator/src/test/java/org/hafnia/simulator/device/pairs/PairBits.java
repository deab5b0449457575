package org.hafnia.simulator.device.pairs;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.hafnia.simulator.device.ResistanceHistogram.Bins;

/** Everything that can be seen of pairs, for comparisons. */
record PairBits(int state, String seen, double energy) {

  static PairBits of(WeakResetPairs pairs) {
    return new PairBits(
        Arrays.hashCode(state(pairs)),
        pairs.counts() + " " + pairs.resistances(new Bins(10_000, 5e3, 5e4)),
        pairs.energyJoule());
  }

  static byte[] state(WeakResetPairs pairs) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pairs.writeState(new DataOutputStream(bytes));
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
