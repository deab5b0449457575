package org.hafnia.simulator.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Labelled samples in the form they are published in: unsigned bytes, 16-bit numbers with a scale,
 * or 32-bit floats, and one byte per label. Immutable and safe for any number of threads.
 *
 * <p>A shape has channels first: {3, 32, 32} is an image of three colours, {12, 1000} an
 * electrocardiogram of twelve leads; {28, 28} are rows and columns of one channel. A byte p of
 * 0..255 is read as p / 255, a float of 0..1; no float copy is kept, so that the 60,000 training
 * images of MNIST occupy 47 MB and not 188 MB.
 */
public final class Samples {

  private static final int LARGEST_PLANE = 1 << 30;

  private final int[] shape;
  private final int features;
  private final Values values;
  private final byte[] labels;
  private final View view;

  private Samples(int[] shape, Values values, byte[] labels, View view) {
    this.shape = shape;
    this.features = size(shape);
    this.values = values;
    this.labels = labels;
    this.view = view;
  }

  /**
   * Takes both arrays over without a copy; the caller must not write to them afterwards.
   *
   * @param shape extents of one sample, outermost first, for example {28, 28}
   * @param pixels all samples, one after the other, row by row
   * @param labels one class number of 0..255 for each sample
   */
  public static Samples of(int[] shape, byte[] pixels, byte[] labels) {
    return of(shape, new Values.Bytes(pixels), labels);
  }

  /** As above, for 16-bit numbers: s is read as {@code s * scale}. */
  public static Samples of(int[] shape, short[] numbers, float scale, byte[] labels) {
    if (!(scale > 0) || Float.isInfinite(scale)) {
      throw new IllegalArgumentException("a scale of " + scale + ": must be positive");
    }
    return of(shape, new Values.Shorts(numbers, scale), labels);
  }

  /** As above, for floats, which must be finite. */
  public static Samples of(int[] shape, float[] numbers, byte[] labels) {
    for (int i = 0; i < numbers.length; i++) {
      if (!Float.isFinite(numbers[i])) {
        int features = size(shape);
        throw new IllegalArgumentException(
            "number %d of sample %d is %s: must be finite"
                .formatted(i % features, i / features, numbers[i]));
      }
    }
    return of(shape, new Values.Floats(numbers), labels);
  }

  private static Samples of(int[] shape, Values values, byte[] labels) {
    int features = size(shape);
    long needed = (long) features * labels.length;
    if (values.length() != needed) {
      throw new IllegalArgumentException(
          "%d samples of %d features need %d %s, not %d"
              .formatted(
                  labels.length,
                  features,
                  needed,
                  values instanceof Values.Bytes ? "bytes" : "numbers",
                  values.length()));
    }
    return new Samples(shape.clone(), values, labels, View.whole(labels.length));
  }

  /** The same samples with the patient or record that each is from. */
  public Samples grouped(Groups groups) {
    if (groups.count() != labels.length || !view.inOrder()) {
      throw new IllegalArgumentException(
          "%d group ids for %d samples".formatted(groups.count(), count()));
    }
    return new Samples(shape, values, labels, view.grouped(groups));
  }

  /** The same samples, normalised as they are copied. */
  public Samples normalised(Normalisation normalisation) {
    int channels = normalisation.mean().size();
    if (channels != 1 && channels != channels()) {
      throw new IllegalArgumentException(
          "%d means for samples of shape %s".formatted(channels, Arrays.toString(shape)));
    }
    return new Samples(shape, values, labels, view.normalised(normalisation));
  }

  public int count() {
    return view.count();
  }

  /** Numbers per sample: the product of the shape. */
  public int features() {
    return features;
  }

  /** Extents of one sample, outermost first, for example {28, 28}. */
  public int[] shape() {
    return shape.clone();
  }

  /** The first extent, where the shape has one for channels: not in a plain {rows, columns}. */
  public int channels() {
    return shape.length == 3 || (shape.length == 2 && encoding() != Encoding.UNSIGNED_BYTES)
        ? shape[0]
        : 1;
  }

  public Encoding encoding() {
    return values.encoding();
  }

  /** What a stored number is multiplied by when it is read; 1 for floats, 1 / 255 for bytes. */
  public float scale() {
    return switch (values) {
      case Values.Bytes bytes -> 1 / 255f;
      case Values.Shorts shorts -> shorts.scale();
      case Values.Floats floats -> 1;
    };
  }

  public Optional<Normalisation> normalisation() {
    return Optional.ofNullable(view.normalisation());
  }

  /** Whether it is known which patient or record each sample is from. */
  public boolean isGrouped() {
    return view.groups() != null;
  }

  /** The patient or record of sample i, where that is known. */
  public Optional<String> group(int i) {
    int row = view.stored(i);
    return Optional.ofNullable(view.groups()).map(groups -> groups.id(row));
  }

  /** Class of sample i, from 0. */
  public int label(int i) {
    return labels[view.stored(i)] & 0xff;
  }

  /** Feature j of sample i as published, 0..255; only of samples stored as bytes. */
  public int pixel(int i, int j) {
    if (values instanceof Values.Bytes bytes) {
      return bytes.level(offset(i) + j);
    }
    throw new IllegalStateException("samples of " + encoding() + " have no pixels of 0..255");
  }

  /** Feature j of sample i as it is read, before normalisation. */
  public float value(int i, int j) {
    return values.get(offset(i) + j);
  }

  /**
   * Writes the samples {@code indices[from..to)} as numbers, normalised where that was asked for,
   * to the buffer's position and moves the position behind them.
   */
  public void copy(int[] indices, int from, int to, FloatBuffer target) {
    for (int k = from; k < to; k++) {
      copy(offset(indices[k]), target);
    }
  }

  /** Writes the samples {@code indices[from..to)} as numbers to the start of the array. */
  public void copy(int[] indices, int from, int to, float[] target) {
    copy(indices, from, to, FloatBuffer.wrap(target));
  }

  private void copy(int start, FloatBuffer target) {
    var normalisation = view.normalisation();
    if (normalisation == null) {
      values.copy(start, start + features, Values.Affine.IDENTITY, target);
      return;
    }
    int channels = normalisation.mean().size();
    int block = features / channels;
    for (int c = 0; c < channels; c++) {
      int at = start + c * block;
      values.copy(at, at + block, normalisation.affine(c), target);
    }
  }

  /** Memory that these samples occupy. */
  public long bytes() {
    return view.bytes() + count() * ((long) features * encoding().bytes() + 1);
  }

  /** The first n samples, as a view: nothing is copied. */
  public Samples first(int n) {
    if (n < 1 || n > count()) {
      throw new IllegalArgumentException(
          "the first %d of %d samples: must be 1..%d".formatted(n, count(), count()));
    }
    return new Samples(shape, values, labels, view.first(n));
  }

  /** The samples of these indices in this order, as a view: nothing else is copied. */
  public Samples select(int[] indices) {
    if (indices.length == 0) {
      throw new IllegalArgumentException("a selection of no samples");
    }
    return new Samples(shape, values, labels, view.select(indices));
  }

  /** The same samples, as if nobody knew which patient or record they are from. */
  public Samples ungrouped() {
    return new Samples(shape, values, labels, view.grouped(null));
  }

  /**
   * These samples, then the others. Numbers are copied unless both are parts of one whole; read as
   * these are, also where the others are normalised by other numbers.
   *
   * @throws IllegalArgumentException if they differ in shape, encoding or scale
   */
  public Samples plus(Samples others) {
    if (values == others.values && view.groups() == others.view.groups()) {
      return new Samples(shape, values, labels, view.plus(others.view));
    }
    if (!Arrays.equals(shape, others.shape) || scale() != others.scale()) {
      throw new IllegalArgumentException("samples of other shape or scale cannot be joined");
    }
    int[] mine = view.rows();
    int[] theirs = others.view.rows();
    return new Samples(
        shape,
        Values.join(values, mine, others.values, theirs, features),
        Values.joinLabels(labels, mine, others.labels, theirs),
        View.whole(mine.length + theirs.length)
            .grouped(Groups.join(view.groups(), mine, others.view.groups(), theirs))
            .normalised(view.normalisation()));
  }

  /** Feeds shape, labels and numbers to a digest, in this order, then what else is known. */
  void digest(MessageDigest digest) {
    digest.update("%s x %s;".formatted(count(), Arrays.toString(shape)).getBytes(UTF_8));
    for (int i = 0; i < count(); i++) {
      digest.update(labels[view.stored(i)]);
    }
    if (view.inOrder()) {
      values.digest(digest, 0, count() * features);
    } else {
      for (int i = 0; i < count(); i++) {
        values.digest(digest, offset(i), offset(i) + features);
      }
    }
    digest.update(String.join(";", extras()).getBytes(UTF_8));
  }

  /** Nothing for bytes without groups, whose hash is older than all else. */
  private List<String> extras() {
    var scale = values instanceof Values.Shorts shorts ? String.valueOf(shorts.scale()) : "";
    var encoding = encoding() == Encoding.UNSIGNED_BYTES ? "" : encoding().code() + scale;
    var groups = view.groups() == null ? "" : groupsInOrder();
    var normalisation = view.normalisation() == null ? "" : view.normalisation().toString();
    return List.of(encoding, groups, normalisation).stream().filter(s -> !s.isEmpty()).toList();
  }

  private String groupsInOrder() {
    var text = new StringBuilder();
    for (int i = 0; i < count(); i++) {
      group(i).ifPresent(id -> text.append(id).append(','));
    }
    return text.toString();
  }

  private int offset(int sample) {
    return view.stored(sample) * features;
  }

  private static int size(int[] shape) {
    int size = 1;
    for (int extent : shape) {
      if (extent < 1 || extent > LARGEST_PLANE) {
        throw new IllegalArgumentException("an extent of " + extent);
      }
      size = Math.multiplyExact(size, extent);
    }
    return size;
  }
}
