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
  private final long offset;
  private final String found;
  private final String expected;

  public DatasetProblem(String file, long offset, String found, String expected) {
    super("%s, byte %d: found %s, expected %s".formatted(file, offset, found, expected));
    this.file = file;
    this.offset = offset;
    this.found = found;
    this.expected = expected;
  }

  public String file() {
    return file;
  }

  public long offset() {
    return offset;
  }

  public String found() {
    return found;
  }

  public String expected() {
    return expected;
  }
}
