package org.hafnia.simulator.training.folds;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.hafnia.simulator.training.Checkpoint;

/**
 * The whole state of a cross-validation after an epoch of one of its folds: what the folds before
 * it have found, and the checkpoint of its training.
 *
 * <p>Format, big-endian: the letters HAFNIACV, length and CRC-32C of the scores, the scores, then
 * the training's own {@link Checkpoint}.
 */
public final class FoldsCheckpoint {

  private static final long MAGIC = 0x4841464E_49414356L;
  private static final int MOST_BYTES = 1 << 30;

  private final List<FoldScore> done;
  private final Checkpoint training;

  FoldsCheckpoint(List<FoldScore> done, Checkpoint training) {
    this.done = List.copyOf(done);
    this.training = training;
  }

  /** The fold that is under way, from 1. */
  public int fold() {
    return done.size() + 1;
  }

  /** The last epoch of that fold which it includes, from 1. */
  public int epoch() {
    return training.epoch();
  }

  List<FoldScore> done() {
    return done;
  }

  Checkpoint training() {
    return training;
  }

  /** Streams the checkpoint; the stream is flushed, not closed. */
  public void writeTo(OutputStream out) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var scores = new DataOutputStream(bytes);
    scores.writeInt(done.size());
    for (var score : done) {
      score.write(scores);
    }
    var header = new DataOutputStream(out);
    header.writeLong(MAGIC);
    header.writeInt(bytes.size());
    header.writeLong(checksum(bytes.toByteArray()));
    header.write(bytes.toByteArray());
    header.flush();
    training.writeTo(out);
  }

  /**
   * Reads a checkpoint into memory, to the end of the stream.
   *
   * @throws IOException if it is none, of another version, cut short or damaged
   */
  public static FoldsCheckpoint readFrom(InputStream in) throws IOException {
    try {
      var header = new DataInputStream(in);
      if (header.readLong() != MAGIC) {
        throw new IOException("not a checkpoint of a cross-validation: wrong beginning");
      }
      int length = header.readInt();
      long checksum = header.readLong();
      byte[] bytes = in.readNBytes(Math.clamp(length, 0, MOST_BYTES));
      if (bytes.length != length || checksum(bytes) != checksum) {
        throw new IOException("damaged checkpoint: its scores do not match their checksum");
      }
      return new FoldsCheckpoint(scores(bytes), Checkpoint.readFrom(in));
    } catch (EOFException e) {
      throw new IOException("damaged checkpoint: it is cut short", e);
    }
  }

  private static List<FoldScore> scores(byte[] bytes) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    int count = in.readInt();
    var scores = new ArrayList<FoldScore>();
    for (int i = 0; i < count; i++) {
      scores.add(FoldScore.read(in));
    }
    return scores;
  }

  private static long checksum(byte[] bytes) {
    var crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }
}
