package org.hafnia.simulator.dataset.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.hafnia.simulator.dataset.DatasetProblem;

/**
 * A zip archive, checked before anything of it is unpacked: no entry lies outside the archive, none
 * is encrypted or there twice, and all of them together are of a size that was asked for.
 */
public final class ZipFolder implements Folder, AutoCloseable {

  /** Bytes of all entries after unpacking. */
  public static final long MOST_BYTES = 2L << 30;

  private static final int MOST_ENTRIES = 500_000;

  /** Beyond this size an archive must not unpack to more than so many times its own. */
  private static final long UNSUSPICIOUS_BYTES = 64L << 20;

  private static final int MOST_RATIO = 100;

  private final String name;
  private final ZipFile zip;
  private final Map<String, ZipArchiveEntry> entries = new TreeMap<>();

  /**
   * Reads the directory of an archive.
   *
   * @param name what problems call it
   * @param bytes the archive; closed with this folder
   * @throws DatasetProblem if it is no archive, or one that must not be unpacked
   */
  public ZipFolder(String name, SeekableByteChannel bytes) throws IOException {
    this.name = name;
    if (bytes.size() == 0) {
      throw new DatasetProblem(name, "byte 0", "an empty file", "a zip archive");
    }
    try {
      this.zip = ZipFile.builder().setSeekableByteChannel(bytes).get();
    } catch (IOException e) {
      var problem =
          new DatasetProblem(
              name,
              "its directory",
              "no readable zip archive (%s)".formatted(e.getMessage()),
              "a zip archive");
      problem.initCause(e);
      throw problem;
    }
    long unpacked = 0;
    long packed = 0;
    for (var entry : Collections.list(zip.getEntries())) {
      check(entry);
      unpacked += entry.getSize();
      packed += entry.getCompressedSize();
      checkTotal(unpacked, packed);
      if (!entry.isDirectory() && !isLitter(entry.getName())) {
        add(entry);
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> files() {
    return List.copyOf(entries.keySet());
  }

  @Override
  public long size(String file) {
    return entry(file).getSize();
  }

  @Override
  public InputStream open(String file) throws IOException {
    var entry = entry(file);
    return new Bounded(zip.getInputStream(entry), nameOf(file), entry.getSize());
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private ZipArchiveEntry entry(String file) {
    var entry = entries.get(file);
    if (entry == null) {
      throw new IllegalArgumentException(name + " has no entry " + file);
    }
    return entry;
  }

  private void add(ZipArchiveEntry entry) {
    if (entries.put(entry.getName(), entry) != null) {
      throw problem(entry, "a second entry of this name", "each name once");
    }
    if (entries.size() > MOST_ENTRIES) {
      throw problem(entry, "more than %d entries".formatted(MOST_ENTRIES), "at most that");
    }
  }

  private void check(ZipArchiveEntry entry) {
    var path = entry.getName();
    if (path.startsWith("/") || path.contains("\\") || path.matches("^[A-Za-z]:.*")) {
      throw problem(entry, "an absolute name, or one with a backslash", "a name inside");
    }
    if (List.of(path.split("/", -1)).contains("..")) {
      throw problem(entry, "a name that leads out of the archive", "a name inside");
    }
    if (entry.isUnixSymlink()) {
      throw problem(entry, "a link", "a file");
    }
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw problem(entry, "an encrypted entry", "a plain one");
    }
    if (!zip.canReadEntryData(entry)) {
      throw problem(entry, "compression method " + entry.getMethod(), "stored or deflated");
    }
    if (entry.getSize() < 0 || entry.getCompressedSize() < 0) {
      throw problem(entry, "no size", "the size of the entry");
    }
  }

  private void checkTotal(long unpacked, long packed) {
    if (unpacked > MOST_BYTES) {
      throw new DatasetProblem(
          name, "its directory", "over %d bytes unpacked".formatted(MOST_BYTES), "at most that");
    }
    if (unpacked > UNSUSPICIOUS_BYTES && unpacked / MOST_RATIO > packed) {
      throw new DatasetProblem(
          name,
          "its directory",
          "%d bytes that unpack to %d or more".formatted(packed, unpacked),
          "at most %d times as many".formatted(MOST_RATIO));
    }
  }

  /** What desktops add to archives. */
  private static boolean isLitter(String path) {
    return path.startsWith("__MACOSX/")
        || path.endsWith("/Thumbs.db")
        || path.startsWith(".")
        || path.contains("/.");
  }

  private DatasetProblem problem(ZipArchiveEntry entry, String found, String expected) {
    return new DatasetProblem(name, "entry " + entry.getName(), found, expected);
  }

  /** Never gives more than the directory announced. */
  private static final class Bounded extends FilterInputStream {

    private final String file;
    private final long size;
    private long read;

    Bounded(InputStream in, String file, long size) {
      super(in);
      this.file = file;
      this.size = size;
    }

    @Override
    public int read() throws IOException {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int got = super.read(target, offset, length);
      read += Math.max(got, 0);
      if (read > size) {
        throw new DatasetProblem(file, size, "more bytes", "the size in the archive's directory");
      }
      return got;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
