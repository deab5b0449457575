package org.hafnia.simulator.dataset.synthetic;

import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Groups;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.signals.LeadInversion;
import org.hafnia.simulator.random.RandomStream;

/**
 * Electrocardiograms of hearts that never beat: twelve leads, 10 s at 100 Hz, of a {@link
 * HeartDipole} under noise and baseline wander of the electrodes; class 1 has two electrodes
 * exchanged ({@link LeadInversion#MIXED}, each kind as often), class 0 has not.
 *
 * <p>Whole microvolts are stored, and of the limb leads only I and II are drawn, so that
 * Einthoven's I + III = II holds exactly, also with electrodes exchanged. Record i of a part is a
 * function of (seed, part, i) alone.
 */
public final class SyntheticEcg {

  public static final String NAME = "synthetic-ecg";
  public static final int SAMPLES_PER_LEAD = 1000;
  public static final double RATE_HERTZ = 100;

  /** Millivolts per stored number. */
  public static final float SCALE_MILLIVOLT = 1e-3f;

  /** What the classes are, in order of their labels. */
  public static final List<String> CLASS_NAMES = List.of("correct", "inverted");

  private static final int LENGTH = LeadInversion.LEADS * SAMPLES_PER_LEAD;

  private SyntheticEcg() {}

  /** Simulates the set on the common pool. */
  public static Dataset generate(long seed, int train, int test) {
    return Dataset.of(
            NAME,
            part(seed, "train", train),
            part(seed, "test", test),
            CLASS_NAMES.size(),
            "Hafnia's dipole model, version 1, after McSharry et al. 2003"
                + " (doi:10.1109/TBME.2003.808805) and Sameni et al. 2007"
                + " (doi:10.1155/2007/43407), seed "
                + seed)
        .withClassNames(CLASS_NAMES);
  }

  private static Samples part(long seed, String part, int count) {
    var hearts = RandomStream.of(seed, NAME + " " + part + " heart", 0);
    var order = RandomStream.of(seed, NAME + " " + part + " order", 0);
    short[] microvolts = new short[Math.multiplyExact(count, LENGTH)];
    byte[] labels = new byte[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              labels[i] = (byte) order.permutation(2, i / 2)[i % 2];
              record(new Draws(hearts, i), labels[i] == 1, microvolts, i * LENGTH);
            });
    var ids = IntStream.range(0, count).mapToObj(i -> part + " " + i).toList();
    return Samples.of(
            new int[] {LeadInversion.LEADS, SAMPLES_PER_LEAD}, microvolts, SCALE_MILLIVOLT, labels)
        .grouped(Groups.of(ids));
  }

  private static void record(Draws draws, boolean inverted, short[] target, int to) {
    var kind = LeadInversion.MIXED.get(draws.below(LeadInversion.MIXED.size()));
    var heart = new HeartDipole(draws);
    var electrodes = new Electrodes(draws);
    double phase = draws.between(0, 2 * Math.PI);
    double[] millivolts = new double[HeartDipole.INDEPENDENT_LEADS];
    short[] record = inverted ? new short[LENGTH] : target;
    int from = inverted ? 0 : to;
    for (int t = 0; t < SAMPLES_PER_LEAD; t++) {
      double seconds = t / RATE_HERTZ;
      heart.leads(phase, millivolts);
      electrodes.disturb(seconds, millivolts);
      write(millivolts, record, from + t);
      phase += 2 * Math.PI * heart.rate(seconds) / RATE_HERTZ;
    }
    if (inverted) {
      kind.apply(record, 0, SAMPLES_PER_LEAD, target, to);
    }
  }

  /** One instant of all leads; the augmented ones and III follow from I and II. */
  private static void write(double[] millivolts, short[] record, int at) {
    int one = microvolts(millivolts[0]);
    int two = microvolts(millivolts[1]);
    int[] limbs = {one, two, two - one, -(one + two) / 2, (2 * one - two) / 2, (2 * two - one) / 2};
    for (int lead = 0; lead < limbs.length; lead++) {
      record[at + lead * SAMPLES_PER_LEAD] = (short) limbs[lead];
    }
    for (int chest = 2; chest < millivolts.length; chest++) {
      int lead = limbs.length + chest - 2;
      record[at + lead * SAMPLES_PER_LEAD] = (short) microvolts(millivolts[chest]);
    }
  }

  /** Bounded so that sums of two still fit into 16 bits. */
  private static int microvolts(double millivolts) {
    return (int) Math.round(Math.clamp(millivolts, -10.0, 10.0) * 1000);
  }

  /** White noise and slow wander, of each electrode its own. */
  private static final class Electrodes {

    private final Draws draws;
    private final double noise;
    private final double[] wander = new double[HeartDipole.INDEPENDENT_LEADS];
    private final double[] pace = new double[HeartDipole.INDEPENDENT_LEADS];
    private final double[] start = new double[HeartDipole.INDEPENDENT_LEADS];

    Electrodes(Draws draws) {
      this.draws = draws;
      this.noise = draws.between(0.01, 0.04);
      for (int lead = 0; lead < wander.length; lead++) {
        wander[lead] = draws.between(0, 0.10);
        pace[lead] = draws.between(0.15, 0.4);
        start[lead] = draws.between(0, 2 * Math.PI);
      }
    }

    void disturb(double seconds, double[] millivolts) {
      for (int lead = 0; lead < millivolts.length; lead++) {
        millivolts[lead] +=
            noise * draws.normal()
                + wander[lead] * Math.sin(2 * Math.PI * pace[lead] * seconds + start[lead]);
      }
    }
  }
}
