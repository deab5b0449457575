package org.hafnia.simulator.dataset.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.files.Folder;

/**
 * Images in a folder for each class, named as the class; classes count in the order of their names,
 * images in the order of theirs. Grey images of all files give {rows, columns}, any colour gives
 * {3, rows, columns}.
 */
public final class ImageFolders {

  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");
  private static final int MOST_CLASSES = 256;
  private static final int COLOURS = 3;

  private ImageFolders() {}

  /**
   * Size to which all images are brought.
   *
   * @param rows 1..4096
   * @param columns 1..4096
   */
  public record Size(int rows, int columns) {

    private static final int MOST = 4096;

    public Size {
      if (rows < 1 || columns < 1 || rows > MOST || columns > MOST) {
        throw new IllegalArgumentException(
            "%d x %d pixels: each must be 1..%d".formatted(rows, columns, MOST));
      }
    }
  }

  /** Whether there is a folder of that name above folders of classes. */
  public static boolean hasPart(Folder folder, String part) {
    return folder.files().stream().anyMatch(file -> file.matches(part + "/[^/]+/[^/]+"));
  }

  /**
   * Reads all images below a folder.
   *
   * @param under the folder that holds the folders of the classes; empty for the outermost
   * @param resize the size to bring images to; empty where all must have one size
   * @param classes names of the classes that there may be; empty to take those that there are
   * @throws DatasetProblem if a file is no image, or has another size than the first
   */
  public static Labelled read(
      Folder folder, String under, Optional<Size> resize, List<String> classes) {
    var byClass = byClass(folder, under);
    var names = classes.isEmpty() ? List.copyOf(byClass.keySet()) : classes;
    if (byClass.isEmpty() || names.size() > MOST_CLASSES) {
      throw new DatasetProblem(
          folder.name(),
          "its folders",
          byClass.size() + " folders with images",
          "1..256 folders, each named as its class");
    }
    int count = byClass.values().stream().mapToInt(List::size).sum();
    var pixels = new ImagePixels(count, resize);
    byte[] labels = new byte[count];
    int i = 0;
    for (var entry : byClass.entrySet()) {
      int label = names.indexOf(entry.getKey());
      if (label < 0) {
        throw new DatasetProblem(
            folder.name(), "its folders", "a class " + entry.getKey(), "one of " + names);
      }
      for (String file : entry.getValue()) {
        labels[i++] = (byte) label;
        add(pixels, folder, file);
      }
    }
    return new Labelled(samples(pixels, labels), names);
  }

  private static void add(ImagePixels pixels, Folder folder, String file) {
    try (var in = folder.open(file)) {
      pixels.add(folder.nameOf(file), in);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + folder.nameOf(file), e);
    }
  }

  private static Samples samples(ImagePixels pixels, byte[] labels) {
    var size = pixels.size();
    return pixels.isGrey()
        ? Samples.of(new int[] {size.rows(), size.columns()}, pixels.grey(), labels)
        : Samples.of(new int[] {COLOURS, size.rows(), size.columns()}, pixels.colours(), labels);
  }

  private static Map<String, List<String>> byClass(Folder folder, String under) {
    Map<String, List<String>> byClass = new TreeMap<>();
    for (String file : folder.files()) {
      if (isImage(file) && (under.isEmpty() || file.startsWith(under + "/"))) {
        String inside = under.isEmpty() ? file : file.substring(under.length() + 1);
        int slash = inside.lastIndexOf('/');
        if (slash < 0) {
          throw new DatasetProblem(
              folder.nameOf(file), "its place", "an image in no folder", "class / image");
        }
        String parent = inside.substring(0, slash);
        String name = parent.substring(parent.lastIndexOf('/') + 1);
        byClass.computeIfAbsent(name, key -> new ArrayList<>()).add(file);
      }
    }
    return byClass;
  }

  private static boolean isImage(String file) {
    var lower = file.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(lower::endsWith);
  }
}
