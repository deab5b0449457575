package org.hafnia.simulator.training.folds;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.Splits;
import org.hafnia.simulator.random.RandomStream;
import org.hafnia.simulator.training.loop.Holdout;

/** A data set whose two parts are one, cut into folds; a fold costs four bytes a sample. */
public final class FoldedData {

  private final Dataset data;
  private final Samples samples;
  private final CrossValidation plan;
  private final long seed;

  /**
   * Joins the parts of the set.
   *
   * @param seed of the cuts
   */
  public FoldedData(Dataset data, CrossValidation plan, long seed) {
    this.data = data;
    this.plan = plan;
    this.seed = seed;
    var joined = data.train().plus(data.test());
    // Validation samples are held out by the same rule as the folds.
    this.samples = plan.by() == CrossValidation.By.GROUP ? joined : joined.ungrouped();
  }

  /** All samples that are cut. */
  public int count() {
    return samples.count();
  }

  /** Samples to train on in the fold that has fewest of them, of the first repetition. */
  public int fewestToTrain() {
    int fewest = samples.count();
    for (int number = 1; number <= unlike(); number++) {
      fewest = Math.min(fewest, parts(number).train().count());
    }
    return fewest;
  }

  /**
   * Whether each fold leaves enough to hold a part out for validation.
   *
   * @param fraction of the samples that are trained on, 0 for none
   */
  public boolean allowsValidation(double fraction) {
    try {
      for (int number = 1; number <= unlike(); number++) {
        Holdout.of(parts(number).train(), fraction, seed);
      }
      return true;
    } catch (IllegalArgumentException tooFew) {
      return false;
    }
  }

  /**
   * The set of a training: what it trains on, and the fold that it is tested on.
   *
   * @param number from 1, through the folds of the first repetition, then of the next
   */
  public Dataset fold(int number) {
    var parts = parts(number);
    return new Dataset(
        data.name(),
        parts.train(),
        parts.held(),
        data.classes(),
        data.classNames(),
        digest(number),
        data.source());
  }

  /** Seed of a fold's training: initial weights, devices and noise are its own. */
  long trainingSeed(int number) {
    return RandomStream.of(seed, "cross-validation/training", number).key() & Long.MAX_VALUE;
  }

  /** Folds to look at: those of single samples are alike, and the first is the largest. */
  private int unlike() {
    return plan.by() == CrossValidation.By.GROUP ? plan.folds() : 1;
  }

  private Splits.Parts parts(int number) {
    int repetition = (number - 1) / plan.folds();
    int fold = (number - 1) % plan.folds();
    long cut = RandomStream.of(seed, "cross-validation/cut", repetition).key();
    return plan.by() == CrossValidation.By.GROUP
        ? Splits.groupFold(samples, plan.folds(), cut, fold)
        : Splits.fold(samples, plan.folds(), cut, fold);
  }

  /** Tells folds apart without another pass over all numbers. */
  private String digest(int number) {
    return sha256("%s; %s; seed %d; fold %d".formatted(data.sha256(), plan, seed, number));
  }

  /** Digest of a text, in hexadecimal. */
  static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
