package org.hafnia.simulator.training;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * The whole state of a training after an epoch. A training that goes on from it ends with the same
 * bits as one that was never interrupted.
 *
 * <p>Format, big-endian: the letters HAFNIACK, the version (int), the epoch (int), the content, and
 * the CRC-32C of all that (long).
 */
public final class Checkpoint {

  private static final long MAGIC = 0x4841464E49_41434BL;
  private static final int VERSION = 5;
  private static final int HEADER = Long.BYTES + 2 * Integer.BYTES;
  private static final int TRAILER = Long.BYTES;

  private final int epoch;
  private final Content content;

  /** Writes what is between header and checksum. */
  interface Content {
    void write(DataOutput out) throws IOException;
  }

  /** A checkpoint in memory: all its bytes, the content up to {@code end}. */
  private static final class Stored implements Content {

    private final byte[] bytes;
    private final int end;

    Stored(byte[] bytes, int end) {
      this.bytes = bytes;
      this.end = end;
    }

    @Override
    public void write(DataOutput out) throws IOException {
      out.write(bytes, HEADER, end - HEADER);
    }
  }

  Checkpoint(int epoch, Content content) {
    this.epoch = epoch;
    this.content = content;
  }

  /** The last epoch it includes, from 1. */
  public int epoch() {
    return epoch;
  }

  /** Streams the checkpoint; the stream is flushed, not closed. */
  public void writeTo(OutputStream out) throws IOException {
    var checked = new CheckedOutputStream(out, new CRC32C());
    var data = new DataOutputStream(new BufferedOutputStream(checked, 1 << 16));
    data.writeLong(MAGIC);
    data.writeInt(VERSION);
    data.writeInt(epoch);
    content.write(data);
    data.flush();
    data.writeLong(checked.getChecksum().getValue());
    data.flush();
  }

  /**
   * Reads a checkpoint into memory, to its checksum at the end of the stream.
   *
   * @throws IOException if it is none, of another version, cut short or damaged
   */
  public static Checkpoint readFrom(InputStream in) throws IOException {
    var bytes = in.readAllBytes();
    if (bytes.length < HEADER + TRAILER || ByteBuffer.wrap(bytes).getLong() != MAGIC) {
      throw new IOException("not a Hafnia checkpoint: " + bytes.length + " bytes, wrong beginning");
    }
    var header = ByteBuffer.wrap(bytes, Long.BYTES, 2 * Integer.BYTES);
    int version = header.getInt();
    if (version != VERSION) {
      throw new IOException("checkpoint of version %d, not %d".formatted(version, VERSION));
    }
    int epoch = header.getInt();
    int end = bytes.length - TRAILER;
    var crc = new CRC32C();
    crc.update(bytes, 0, end);
    if (crc.getValue() != ByteBuffer.wrap(bytes).getLong(end)) {
      throw new IOException(
          "damaged checkpoint: its %d bytes do not match its checksum".formatted(bytes.length));
    }
    return new Checkpoint(epoch, new Stored(bytes, end));
  }

  /** What was written between header and checksum of a checkpoint that was read. */
  DataInputStream content() {
    if (content instanceof Stored stored) {
      return new DataInputStream(
          new ByteArrayInputStream(stored.bytes, HEADER, stored.end - HEADER));
    }
    throw new IllegalStateException(
        "a checkpoint of a running training: write it, and go on from what is read back");
  }

  /** Writes what a training must have in common with the one that goes on. */
  static void writeIdentity(Map<String, String> identity, DataOutput out) throws IOException {
    for (var value : identity.values()) {
      byte[] text = value.getBytes(UTF_8);
      out.writeInt(text.length);
      out.write(text);
    }
  }

  /** Refuses the checkpoint of another training, naming the first difference. */
  static void checkIdentity(Map<String, String> identity, DataInput in) throws IOException {
    for (var entry : identity.entrySet()) {
      byte[] text = new byte[in.readInt()];
      in.readFully(text);
      String there = new String(text, UTF_8);
      if (!there.equals(entry.getValue())) {
        throw new IllegalArgumentException(
            "the checkpoint belongs to another training: %s is %s there and %s here"
                .formatted(entry.getKey(), brief(there), brief(entry.getValue())));
      }
    }
  }

  private static String brief(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
