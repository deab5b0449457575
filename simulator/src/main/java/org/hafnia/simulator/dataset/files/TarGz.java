package org.hafnia.simulator.dataset.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Digests;

/** A published archive of a few files, read once from beginning to end. */
public final class TarGz {

  private TarGz() {}

  /** Takes the files of an archive one after the other. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Reads what it wants of one file.
     *
     * @param name its last name, without directories
     */
    void visit(String name, InputStream content) throws IOException;
  }

  /**
   * Visits all files, then checks that the archive was the official one.
   *
   * @param md5 of the packed archive, in hexadecimal
   * @throws DatasetProblem if it is another archive or damaged
   */
  public static void read(SourceFile archive, String md5, Visitor visitor) throws IOException {
    var digesting = new DigestInputStream(archive.stream(), Digests.md5());
    try (var gunzip = new GZIPInputStream(new BufferedInputStream(digesting));
        var tar = new TarArchiveInputStream(gunzip)) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          visitor.visit(entry.getName().substring(entry.getName().lastIndexOf('/') + 1), tar);
        }
      }
      digesting.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      var problem =
          new DatasetProblem(
              archive.file(), 0, "a damaged archive (%s)".formatted(e.getMessage()), "a tar.gz");
      problem.initCause(e);
      throw problem;
    }
    String found = HexFormat.of().formatHex(digesting.getMessageDigest().digest());
    if (!found.equals(md5)) {
      throw new DatasetProblem(
          archive.file(), 0, "MD5 " + found, "the official archive's MD5 " + md5);
    }
  }
}
