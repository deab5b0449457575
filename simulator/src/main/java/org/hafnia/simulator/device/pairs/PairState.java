package org.hafnia.simulator.device.pairs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.random.RandomStream;

/** The part of the pairs that cannot be drawn again from the seed, as bytes. */
record PairState(PairSpec spec, DeviceColumn bl, DeviceColumn blb, Reprogramming reprogramming) {

  private static final int VERSION = 2;
  private static final int CHUNK = 4096;

  void write(DataOutput out) throws IOException {
    out.writeInt(VERSION);
    out.writeLong(fingerprint());
    writeColumn(bl, out);
    writeColumn(blb, out);
    if (reprogrammed()) {
      writeInts(bl.pulses, out);
      writeInts(blb.pulses, out);
      writeInts(reprogramming.sets(), out);
      out.write(reprogramming.signs());
      for (double joule : reprogramming.spentJoule()) {
        out.writeDouble(joule);
      }
    }
  }

  void read(DataInput in) throws IOException {
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException(
          "state of pairs has version "
              + version
              + ", not "
              + VERSION
              + (version < VERSION ? ": its devices were drawn in another way" : ""));
    }
    if (in.readLong() != fingerprint()) {
      throw new IOException(
          "state belongs to other pairs: model, imperfections, rule, seed, layer or size differ");
    }
    // The SETs come last in the file but decide R0, so ages wait until the devices are drawn.
    BitSet[] high = {readColumn(bl, in), readColumn(blb, in)};
    if (reprogrammed()) {
      readInts(bl.pulses, in);
      readInts(blb.pulses, in);
      readInts(reprogramming.sets(), in);
      in.readFully(reprogramming.signs());
      double[] spent = reprogramming.spentJoule();
      for (int i = 0; i < spent.length; i++) {
        spent[i] = in.readDouble();
      }
    }
    restore(bl, high[0]);
    restore(blb, high[1]);
  }

  private void restore(DeviceColumn column, BitSet high) {
    for (int i = 0; i < column.size(); i++) {
      int age = column.age[i];
      column.set(i);
      column.age[i] = age;
      if (high.get(i)) {
        column.amplitude[i] = Math.abs(column.amplitude[i]);
      }
    }
  }

  private boolean reprogrammed() {
    return spec.rule() == LearningRule.REPROGRAM;
  }

  /** Hash of all that decides the devices, by their text so that processes agree. */
  private long fingerprint() {
    WeakResetModel model = spec.model();
    String text =
        Stream.of(
                model.slope(),
                model.knee(),
                model.offset(),
                model.lateSlope(),
                model.initialOhm(),
                model.telegraph(),
                // So that states from before there was white noise are still read.
                model.whiteNoise() == 0
                    ? model.pinkCoupling()
                    : model.pinkCoupling() + " " + model.whiteNoise(),
                spec.on(),
                spec.rule(),
                spec.layer(),
                bl.size())
            .map(Object::toString)
            .collect(Collectors.joining("|"));
    return RandomStream.of(spec.seed(), text, 0).key();
  }

  private static void writeColumn(DeviceColumn column, DataOutput out) throws IOException {
    writeInts(column.age, out);
    BitSet high = new BitSet();
    for (int i = 0; i < column.amplitude.length; i++) {
      high.set(i, column.amplitude[i] > 0);
    }
    byte[] bytes = high.toByteArray();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static BitSet readColumn(DeviceColumn column, DataInput in) throws IOException {
    readInts(column.age, in);
    int length = in.readInt();
    int most = Math.ceilDiv(column.amplitude.length, 8);
    if (length < 0 || length > most) {
      throw new IOException("state has " + length + " bytes of telegraph bits, not 0.." + most);
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return BitSet.valueOf(bytes);
  }

  private static void writeInts(int[] values, DataOutput out) throws IOException {
    byte[] bytes = new byte[4 * CHUNK];
    for (int at = 0; at < values.length; at += CHUNK) {
      int count = Math.min(CHUNK, values.length - at);
      ByteBuffer.wrap(bytes).asIntBuffer().put(values, at, count);
      out.write(bytes, 0, 4 * count);
    }
  }

  private static void readInts(int[] values, DataInput in) throws IOException {
    byte[] bytes = new byte[4 * CHUNK];
    for (int at = 0; at < values.length; at += CHUNK) {
      int count = Math.min(CHUNK, values.length - at);
      in.readFully(bytes, 0, 4 * count);
      ByteBuffer.wrap(bytes).asIntBuffer().get(values, at, count);
    }
  }
}
