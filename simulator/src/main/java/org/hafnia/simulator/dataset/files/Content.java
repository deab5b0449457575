package org.hafnia.simulator.dataset.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Digests;
import org.jspecify.annotations.Nullable;

/** The decompressed bytes of one file, read forward, with the place in it that problems state. */
public final class Content implements AutoCloseable {

  /** Memory is taken as bytes arrive, from this size on, never because a header announces them. */
  private static final int FIRST_CHUNK = 1 << 16;

  private static final int GZIP_TRAILER = 8;

  private final SourceFile input;
  private final DigestInputStream published;
  private final InputStream raw;
  private final @Nullable Gunzip gunzip;
  private final DigestInputStream content;
  private long offset;

  /** Looks at the first two bytes to tell gzip from plain content. */
  public Content(SourceFile input) throws IOException {
    this.input = input;
    this.published = new DigestInputStream(input.stream(), Digests.md5());
    this.raw = new BufferedInputStream(published, FIRST_CHUNK);
    this.gunzip = isGzip(raw) ? gunzip() : null;
    this.content = new DigestInputStream(gunzip == null ? raw : gunzip, Digests.md5());
  }

  public long offset() {
    return offset;
  }

  public DatasetProblem problem(long at, String found, String expected) {
    return new DatasetProblem(input.file(), at, found, expected);
  }

  /** The next four bytes, the most significant first. */
  public int int32(String what) throws IOException {
    byte[] bytes = new byte[Integer.BYTES];
    int got = read(bytes, 0, bytes.length);
    if (got < bytes.length) {
      throw problem(offset, "the end of the file", what + " (4 bytes)");
    }
    return (bytes[0] & 0xff) << 24
        | (bytes[1] & 0xff) << 16
        | (bytes[2] & 0xff) << 8
        | (bytes[3] & 0xff);
  }

  /** All the rest of the file, which must be exactly so long; then checks what can be checked. */
  public byte[] rest(long length) throws IOException {
    long end = offset + length;
    byte[] bytes = new byte[(int) Math.min(length, FIRST_CHUNK)];
    int filled = 0;
    while (filled < length) {
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, 2L * filled));
      }
      int got = read(bytes, filled, bytes.length - filled);
      if (got == 0) {
        throw problem(offset, "the end of the file", "%d more bytes".formatted(end - offset));
      }
      filled += got;
    }
    checkEnd();
    input.official().ifPresent(this::checkOfficial);
    return bytes;
  }

  /**
   * All the rest of the file, however long.
   *
   * @param most bytes that are accepted
   */
  public byte[] toEnd(long most) throws IOException {
    byte[] bytes = new byte[FIRST_CHUNK];
    int filled = 0;
    for (int got = read(bytes, 0, bytes.length);
        got > 0;
        got = read(bytes, filled, bytes.length - filled)) {
      filled += got;
      if (filled > most) {
        throw problem(most, "more bytes", "at most %d".formatted(most));
      }
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(most + 1, 2L * filled));
      }
    }
    return Arrays.copyOf(bytes, filled);
  }

  private void checkOfficial(NamedFile official) {
    if (official.contentMd5().isPresent()) {
      official.checkContent(input.file(), content);
    } else if (gunzip != null) {
      official.checkPublished(published);
    }
  }

  private void checkEnd() throws IOException {
    if (read(new byte[1], 0, 1) > 0) {
      throw problem(offset - 1, "more bytes", "the end of the file");
    }
    if (gunzip != null && (gunzip.unused() > GZIP_TRAILER || raw.read() >= 0)) {
      throw problem(offset, "more bytes after the compressed content", "the end of the file");
    }
  }

  /** Reads until the array is full or the file ends; how many bytes that were. */
  private int read(byte[] target, int from, int length) throws IOException {
    int filled = 0;
    try {
      while (filled < length) {
        int got = content.read(target, from + filled, length - filled);
        if (got < 0) {
          break;
        }
        filled += got;
        offset += got;
      }
      return filled;
    } catch (EOFException e) {
      throw damaged(e, "the end of the compressed file", "the rest of it");
    } catch (ZipException e) {
      throw damaged(e, "damaged compression (%s)".formatted(e.getMessage()), "gzip");
    }
  }

  private Gunzip gunzip() throws IOException {
    try {
      return new Gunzip(raw);
    } catch (EOFException e) {
      throw damaged(e, "the end of the compressed file", "a gzip header");
    } catch (ZipException e) {
      throw damaged(e, "a damaged gzip header (%s)".formatted(e.getMessage()), "gzip");
    }
  }

  private DatasetProblem damaged(IOException cause, String found, String expected) {
    var problem = problem(offset, found, expected);
    problem.initCause(cause);
    return problem;
  }

  private static boolean isGzip(InputStream raw) throws IOException {
    raw.mark(2);
    int first = raw.read();
    int second = raw.read();
    raw.reset();
    return (second << 8 | first) == GZIPInputStream.GZIP_MAGIC;
  }

  /** Frees the decompressor; the stream itself belongs to the caller. */
  @Override
  public void close() {
    if (gunzip != null) {
      gunzip.end();
    }
  }

  /** GZIPInputStream ignores bytes behind the compressed content; this one can tell. */
  private static final class Gunzip extends GZIPInputStream {

    Gunzip(InputStream in) throws IOException {
      super(in, FIRST_CHUNK);
    }

    int unused() {
      return inf.getRemaining();
    }

    void end() {
      inf.end();
    }
  }
}
