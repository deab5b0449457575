package org.hafnia.simulator.dataset.synthetic;

import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Encoding;
import org.hafnia.simulator.dataset.SyntheticDigits;
import org.hafnia.simulator.dataset.handwriting.DigitPainter;
import org.hafnia.simulator.dataset.signals.LeadInversion;
import org.hafnia.simulator.dataset.signals.Montage;

/**
 * A data set that our own code makes, so that every example runs without a download.
 *
 * @param shape of a sample, channels first
 * @param classNames in order of the labels; empty where they are plain numbers
 * @param train samples to train on where nobody asks for another number
 * @param test samples to test on, likewise
 * @param source what it is made by, with its citation
 */
public record SyntheticSet(
    String name,
    List<Integer> shape,
    Encoding encoding,
    int classes,
    List<String> classNames,
    int train,
    int test,
    String source,
    Maker maker) {

  /** Makes so many samples of each part. */
  @FunctionalInterface
  public interface Maker {

    Dataset generate(long seed, int train, int test);
  }

  /** All of them, in the order in which they are listed. */
  public static final List<SyntheticSet> ALL =
      List.of(
          new SyntheticSet(
              SyntheticDigits.NAME,
              List.of(DigitPainter.SIDE, DigitPainter.SIDE),
              Encoding.UNSIGNED_BYTES,
              SyntheticDigits.CLASSES,
              List.of(),
              SyntheticDigits.TRAIN,
              SyntheticDigits.TEST,
              "Hafnia's stroke models",
              SyntheticDigits::generate),
          new SyntheticSet(
              SyntheticTextures.NAME,
              List.of(SyntheticTextures.CHANNELS, SyntheticTextures.SIDE, SyntheticTextures.SIDE),
              Encoding.UNSIGNED_BYTES,
              SyntheticTextures.CLASS_NAMES.size(),
              SyntheticTextures.CLASS_NAMES,
              20_000,
              4_000,
              "Hafnia's textures",
              SyntheticTextures::generate),
          new SyntheticSet(
              SyntheticEcg.NAME,
              List.of(LeadInversion.LEADS, SyntheticEcg.SAMPLES_PER_LEAD),
              Encoding.SCALED_SHORTS,
              SyntheticEcg.CLASS_NAMES.size(),
              SyntheticEcg.CLASS_NAMES,
              3_000,
              1_000,
              "Hafnia's dipole model after P. E. McSharry et al., IEEE Trans. Biomed. Eng. 50(3),"
                  + " 289-294, 2003, doi:10.1109/TBME.2003.808805",
              SyntheticEcg::generate),
          new SyntheticSet(
              SyntheticEeg.NAME,
              List.of(Montage.NAMES.size(), SyntheticEeg.SAMPLES_PER_CHANNEL),
              Encoding.SCALED_SHORTS,
              SyntheticEeg.CLASS_NAMES.size(),
              SyntheticEeg.CLASS_NAMES,
              800,
              200,
              "Hafnia's lateralised rhythms after G. Pfurtscheller, F. H. Lopes da Silva, Clin."
                  + " Neurophysiol. 110, 1842-1857, 1999, doi:10.1016/S1388-2457(99)00141-8",
              SyntheticEeg::generate));

  public SyntheticSet {
    shape = List.copyOf(shape);
    classNames = List.copyOf(classNames);
  }

  public static Optional<SyntheticSet> find(String name) {
    return ALL.stream().filter(set -> set.name.equals(name)).findFirst();
  }

  /**
   * Makes the set.
   *
   * @throws IllegalArgumentException if a part would have no samples or not fit into one array
   */
  public Dataset generate(long seed, int trainSamples, int testSamples) {
    check(trainSamples, "train");
    check(testSamples, "test");
    return maker.generate(seed, trainSamples, testSamples);
  }

  private void check(int samples, String part) {
    int features = shape.stream().reduce(1, Math::multiplyExact);
    int most = Math.min(SyntheticDigits.MAX_SAMPLES, (1 << 30) / features);
    if (samples < 1 || samples > most) {
      throw new IllegalArgumentException(
          "%d %s samples of %s: must be 1..%d".formatted(samples, part, name, most));
    }
  }
}
