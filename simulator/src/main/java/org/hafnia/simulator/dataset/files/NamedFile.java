package org.hafnia.simulator.dataset.files;

import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Digests;

/**
 * One file of a published data set, as its authors distribute it.
 *
 * @param name name of the published, compressed file
 * @param bytes length of the published file
 * @param md5 MD5 of the published file, in hexadecimal
 * @param contentBytes length after decompression
 * @param contentMd5 MD5 after decompression, in hexadecimal, where somebody published it
 */
public record NamedFile(
    String name, long bytes, String md5, long contentBytes, Optional<String> contentMd5) {

  private static final String GZIP = ".gz";

  /**
   * Names under which the file is looked for, the best first: as published and decompressed, both
   * also in the spelling that some unpacking programs leave ({@code train-images.idx3-ubyte}).
   */
  public List<String> acceptedNames() {
    String plain = name.substring(0, name.length() - GZIP.length());
    String dotted = plain.replace("-idx", ".idx");
    return List.of(name, plain, dotted + GZIP, dotted);
  }

  /** Passes the published file through and computes its MD5 on the way. */
  public DigestInputStream digesting(InputStream published) {
    return new DigestInputStream(published, Digests.md5());
  }

  /**
   * Checks the published (compressed) file that was read through {@link #digesting} to its end.
   *
   * @throws DatasetProblem if it is not the official file
   */
  public void checkPublished(DigestInputStream read) {
    check(name, read, md5, bytes);
  }

  /** As {@link #checkPublished}, for the decompressed content. */
  void checkContent(String file, DigestInputStream read) {
    check(file, read, contentMd5.orElseThrow(), contentBytes);
  }

  private static void check(String file, DigestInputStream read, String expected, long length) {
    String found = HexFormat.of().formatHex(read.getMessageDigest().digest());
    if (!found.equals(expected)) {
      throw new DatasetProblem(
          file,
          0,
          "MD5 " + found,
          "the official file's MD5 %s (%d bytes)".formatted(expected, length));
    }
  }
}
