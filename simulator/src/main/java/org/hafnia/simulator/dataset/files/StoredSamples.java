package org.hafnia.simulator.dataset.files;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Encoding;
import org.hafnia.simulator.dataset.Groups;
import org.hafnia.simulator.dataset.Samples;

/**
 * The form in which samples are kept once they were read, whatever format they came in: a header,
 * labels, the ids of their groups, then the numbers as they lie in memory, little endian. Reading
 * gives samples of the same hash.
 */
public final class StoredSamples {

  private static final int MAGIC = 0x48534D31;
  private static final int MOST_EXTENTS = 3;
  private static final int MOST_SAMPLES = 1 << 28;

  private StoredSamples() {}

  /** Writes samples, which are not normalised; the caller closes the stream. */
  public static void write(Samples samples, OutputStream target) throws IOException {
    var out = new DataOutputStream(target);
    out.writeInt(MAGIC);
    out.writeUTF(samples.encoding().code());
    out.writeFloat(samples.scale());
    out.writeByte(samples.shape().length);
    for (int extent : samples.shape()) {
      out.writeInt(extent);
    }
    out.writeInt(samples.count());
    for (int i = 0; i < samples.count(); i++) {
      out.writeByte(samples.label(i));
    }
    writeGroups(samples, out);
    int bytes = samples.features() * samples.encoding().bytes();
    var row = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples.count(); i++) {
      fill(samples, i, row.clear());
      out.write(row.array());
    }
    out.flush();
  }

  private static void writeGroups(Samples samples, DataOutputStream out) throws IOException {
    Map<String, Integer> ids = new LinkedHashMap<>();
    if (samples.isGrouped()) {
      for (int i = 0; i < samples.count(); i++) {
        ids.putIfAbsent(samples.group(i).orElseThrow(), ids.size());
      }
    }
    out.writeInt(ids.size());
    for (String id : ids.keySet()) {
      out.writeUTF(id);
    }
    for (int i = 0; i < samples.count() && !ids.isEmpty(); i++) {
      out.writeInt(ids.getOrDefault(samples.group(i).orElseThrow(), 0));
    }
  }

  private static void fill(Samples samples, int i, ByteBuffer row) {
    for (int j = 0; j < samples.features(); j++) {
      switch (samples.encoding()) {
        case UNSIGNED_BYTES -> row.put((byte) samples.pixel(i, j));
        case SCALED_SHORTS ->
            row.putShort((short) Math.round(samples.value(i, j) / samples.scale()));
        case FLOATS -> row.putFloat(samples.value(i, j));
      }
    }
  }

  /**
   * Reads what was written.
   *
   * @throws DatasetProblem if the file ends early or is another
   */
  public static Samples read(SourceFile file) throws IOException {
    var in = new DataInputStream(new BufferedInputStream(file.stream()));
    try {
      if (in.readInt() != MAGIC) {
        throw new DatasetProblem(file.file(), 0, "another file", "stored samples");
      }
      return read(in);
    } catch (EOFException e) {
      var problem =
          new DatasetProblem(file.file(), "its end", "the end of the file", "more samples");
      problem.initCause(e);
      throw problem;
    }
  }

  private static Samples read(DataInputStream in) throws IOException {
    var encoding = Encoding.of(in.readUTF());
    float scale = in.readFloat();
    int[] shape = new int[Math.min(in.readByte(), MOST_EXTENTS)];
    int features = 1;
    for (int k = 0; k < shape.length; k++) {
      shape[k] = in.readInt();
      features = Math.multiplyExact(features, shape[k]);
    }
    byte[] labels = new byte[Math.min(in.readInt(), MOST_SAMPLES)];
    in.readFully(labels);
    List<String> groups = readGroups(in, labels.length);
    int numbers = Math.multiplyExact(features, labels.length);
    var samples =
        switch (encoding) {
          case UNSIGNED_BYTES -> {
            byte[] values = new byte[numbers];
            in.readFully(values);
            yield Samples.of(shape, values, labels);
          }
          case SCALED_SHORTS -> Samples.of(shape, shorts(in, numbers, features), scale, labels);
          case FLOATS -> Samples.of(shape, floats(in, numbers, features), labels);
        };
    return groups.isEmpty() ? samples : samples.grouped(Groups.of(groups));
  }

  private static List<String> readGroups(DataInputStream in, int count) throws IOException {
    int known = in.readInt();
    List<String> ids = new ArrayList<>();
    for (int k = 0; k < known; k++) {
      ids.add(in.readUTF());
    }
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < count && known > 0; i++) {
      groups.add(ids.get(in.readInt()));
    }
    return groups;
  }

  private static short[] shorts(InputStream in, int numbers, int chunk) throws IOException {
    short[] values = new short[numbers];
    byte[] row = new byte[chunk * Short.BYTES];
    for (int start = 0; start < numbers; start += chunk) {
      new DataInputStream(in).readFully(row);
      ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(values, start, chunk);
    }
    return values;
  }

  private static float[] floats(InputStream in, int numbers, int chunk) throws IOException {
    float[] values = new float[numbers];
    byte[] row = new byte[chunk * Float.BYTES];
    for (int start = 0; start < numbers; start += chunk) {
      new DataInputStream(in).readFully(row);
      ByteBuffer.wrap(row).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values, start, chunk);
    }
    return values;
  }
}
