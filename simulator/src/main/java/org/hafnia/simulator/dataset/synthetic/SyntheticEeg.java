package org.hafnia.simulator.dataset.synthetic;

import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Groups;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.signals.Montage;
import org.hafnia.simulator.random.RandomStream;

/**
 * Electroencephalograms of imagined fists: 64 channels, 4 s at 160 Hz. Two sources near C3 and C4
 * oscillate at about 10 Hz; imagining the left fist (class 0) weakens the right one, the right fist
 * (class 1) the left one, as G. Pfurtscheller and F. H. Lopes da Silva describe (Event-related
 * EEG/MEG synchronization and desynchronization, Clin. Neurophysiol. 110, 1842-1857, 1999). Only
 * the power differs between the classes, not the mean: a linear model of the voltages learns
 * nothing.
 *
 * <p>Rhythms are resonances, background is first-order noise of each channel and of four sources
 * that all channels share. Twenty subjects, each with a rhythm of its own frequency and strength,
 * are the groups. Trial i of a part is a function of (seed, part, i) alone.
 */
public final class SyntheticEeg {

  public static final String NAME = "synthetic-eeg";
  public static final int SAMPLES_PER_CHANNEL = 640;
  public static final double RATE_HERTZ = 160;

  /** Microvolts per stored number. */
  public static final float SCALE_MICROVOLT = 0.1f;

  /** What the classes are, in order of their labels. */
  public static final List<String> CLASS_NAMES = List.of("left fist", "right fist");

  private static final int CHANNELS = Montage.NAMES.size();
  private static final int LENGTH = CHANNELS * SAMPLES_PER_CHANNEL;
  private static final int SUBJECTS = 20;
  private static final int SHARED = 4;
  private static final double BACKGROUND_MICROVOLT = 8;
  private static final double BACKGROUND_MEMORY = 0.93;

  private SyntheticEeg() {}

  /** Simulates the set on the common pool. */
  public static Dataset generate(long seed, int train, int test) {
    return Dataset.of(
            NAME,
            part(seed, "train", train),
            part(seed, "test", test),
            CLASS_NAMES.size(),
            "Hafnia's model of lateralised rhythms, version 1, after Pfurtscheller and Lopes da"
                + " Silva 1999 (doi:10.1016/S1388-2457(99)00141-8), seed "
                + seed)
        .withClassNames(CLASS_NAMES);
  }

  private static Samples part(long seed, String part, int count) {
    var trials = RandomStream.of(seed, NAME + " " + part + " trial", 0);
    var order = RandomStream.of(seed, NAME + " " + part + " order", 0);
    var subjects = RandomStream.of(seed, NAME + " subject", 0);
    short[] numbers = new short[Math.multiplyExact(count, LENGTH)];
    byte[] labels = new byte[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              labels[i] = (byte) order.permutation(2, i / 2)[i % 2];
              var subject = Subject.draw(new Draws(subjects, subject(part, i)));
              record(subject, labels[i], new Draws(trials, i), numbers, i * LENGTH);
            });
    var ids = IntStream.range(0, count).mapToObj(i -> "subject " + subject(part, i)).toList();
    return Samples.of(new int[] {CHANNELS, SAMPLES_PER_CHANNEL}, numbers, SCALE_MICROVOLT, labels)
        .grouped(Groups.of(ids));
  }

  /** Subjects of one part are not those of the other. */
  private static int subject(String part, int i) {
    return i / 2 % SUBJECTS + (part.equals("test") ? SUBJECTS : 0);
  }

  private static void record(Subject subject, int label, Draws draws, short[] numbers, int start) {
    float[] trial = new float[LENGTH];
    double weak = draws.between(0.3, 0.6);
    addSource(trial, -0.4, rhythm(subject, label == 1 ? weak : 1, draws));
    addSource(trial, 0.4, rhythm(subject, label == 0 ? weak : 1, draws));
    for (int source = 0; source < SHARED; source++) {
      double right = draws.between(-1, 1);
      addSource(trial, right, noise(BACKGROUND_MICROVOLT, draws));
    }
    for (int channel = 0; channel < CHANNELS; channel++) {
      double[] own = noise(BACKGROUND_MICROVOLT / 2, draws);
      for (int t = 0; t < SAMPLES_PER_CHANNEL; t++) {
        int at = channel * SAMPLES_PER_CHANNEL + t;
        double stored = (trial[at] + own[t]) / SCALE_MICROVOLT;
        numbers[start + at] =
            (short) Math.round(Math.clamp(stored, Short.MIN_VALUE, Short.MAX_VALUE));
      }
    }
  }

  /** Adds a source on the line between the ears; it fades with the distance over the scalp. */
  private static void addSource(float[] trial, double right, double[] microvolts) {
    double reach = 0.3;
    for (int channel = 0; channel < CHANNELS; channel++) {
      double dx = Montage.right(channel) - right;
      double dy = Montage.forward(channel);
      double weight = Math.exp(-(dx * dx + dy * dy) / (2 * reach * reach));
      for (int t = 0; t < SAMPLES_PER_CHANNEL; t++) {
        trial[channel * SAMPLES_PER_CHANNEL + t] += (float) (weight * microvolts[t]);
      }
    }
  }

  /** A resonance at the subject's frequency, of that share of its usual root mean square. */
  private static double[] rhythm(Subject subject, double share, Draws draws) {
    double radius = 0.975;
    double angle = 2 * Math.PI * subject.frequencyHertz() / RATE_HERTZ;
    double first = 2 * radius * Math.cos(angle);
    double second = -radius * radius;
    double[] wave = new double[SAMPLES_PER_CHANNEL];
    double before = draws.normal();
    double last = draws.normal();
    double squares = 0;
    for (int t = -SAMPLES_PER_CHANNEL / 4; t < wave.length; t++) {
      double next = first * last + second * before + draws.normal();
      before = last;
      last = next;
      if (t >= 0) {
        wave[t] = next;
        squares += next * next;
      }
    }
    double gain = share * subject.amplitudeMicrovolt() / Math.sqrt(squares / wave.length);
    for (int t = 0; t < wave.length; t++) {
      wave[t] *= gain;
    }
    return wave;
  }

  /** First-order noise of that root mean square. */
  private static double[] noise(double microvolt, Draws draws) {
    double innovation = microvolt * Math.sqrt(1 - BACKGROUND_MEMORY * BACKGROUND_MEMORY);
    double[] noise = new double[SAMPLES_PER_CHANNEL];
    double last = microvolt * draws.normal();
    for (int t = 0; t < noise.length; t++) {
      noise[t] = last;
      last = BACKGROUND_MEMORY * last + innovation * draws.normal();
    }
    return noise;
  }

  /** What is a person's own. */
  private record Subject(double frequencyHertz, double amplitudeMicrovolt) {

    static Subject draw(Draws draws) {
      return new Subject(draws.between(9, 12), draws.between(6, 11));
    }
  }
}
