package org.hafnia.simulator.dataset.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.Content;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.files.SourceFile;
import org.hafnia.simulator.dataset.files.ZipFolder;

/**
 * The arrays of an NPZ file by name. NPY is read by our own code: what Java libraries there are
 * hold an array whole as objects, or come with the run time of another language.
 */
public final class NpzFile {

  /** The most numbers of one array: those of one Java array of 1 GiB of bytes. */
  public static final int MAX_NUMBERS = 1 << 30;

  private static final long MOST_PACKED_BYTES = 1L << 29;

  private final Folder zip;

  /**
   * Looks at nothing yet.
   *
   * @param zip the archive that an NPZ file is
   */
  public NpzFile(Folder zip) {
    this.zip = zip;
  }

  /** A file of a folder, which is small enough to be held packed in memory. */
  public static NpzFile in(Folder folder, String file) {
    try (var in = folder.open(file);
        var content = new Content(SourceFile.of(folder.nameOf(file), in))) {
      var packed = new SeekableInMemoryByteChannel(content.toEnd(MOST_PACKED_BYTES));
      return new NpzFile(new ZipFolder(folder.nameOf(file), packed));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder.nameOf(file), e);
    }
  }

  /** What problems call the file. */
  public String name() {
    return zip.name();
  }

  public boolean has(String array) {
    return zip.files().contains(entry(array));
  }

  /** Extents of an array, from its header alone. */
  public List<Integer> shape(String array) {
    return reading(array, NpyArray::shape);
  }

  /** As NumPy abbreviates it: {@code u1}, {@code i2}, {@code f8}. */
  public String type(String array) {
    return reading(array, NpyArray::type);
  }

  public byte[] bytes(String array) {
    return reading(array, NpyArray::bytes);
  }

  public short[] shorts(String array) {
    return reading(array, NpyArray::shorts);
  }

  public float[] floats(String array) {
    return reading(array, NpyArray::floats);
  }

  public int[] ints(String array) {
    return reading(array, NpyArray::ints);
  }

  public List<String> texts(String array) {
    return reading(array, NpyArray::texts);
  }

  private interface Reading<T> {

    T of(NpyArray array) throws IOException;
  }

  private <T> T reading(String array, Reading<T> reading) {
    var entry = entry(array);
    if (!has(array)) {
      throw new DatasetProblem(
          name(), "its directory", "the arrays " + zip.files(), "an array " + entry);
    }
    try (var opened = new NpyArray(zip.nameOf(entry), zip.open(entry), zip.size(entry))) {
      return reading.of(opened);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + zip.nameOf(entry), e);
    }
  }

  private static String entry(String array) {
    return array + ".npy";
  }
}
