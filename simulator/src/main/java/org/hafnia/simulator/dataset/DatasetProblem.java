package org.hafnia.simulator.dataset;

/**
 * A data set that cannot be used as it is: what was found in which file, at which byte, and what
 * was expected there.
 *
 * <p>Offsets count bytes from 0. In a compressed file they count bytes of the decompressed content.
 */
public final class DatasetProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final String place;
  private final String found;
  private final String expected;

  /** At a byte of a file. */
  public DatasetProblem(String file, long offset, String found, String expected) {
    this(file, "byte " + offset, found, expected);
  }

  /** At a place that has a name: a line and column, an entry of an archive, a sample. */
  public DatasetProblem(String file, String place, String found, String expected) {
    super("%s, %s: found %s, expected %s".formatted(file, place, found, expected));
    this.file = file;
    this.place = place;
    this.found = found;
    this.expected = expected;
  }

  public String file() {
    return file;
  }

  /** For example {@code byte 16}, or {@code line 3, column 2}. */
  public String place() {
    return place;
  }

  public String found() {
    return found;
  }

  public String expected() {
    return expected;
  }
}
