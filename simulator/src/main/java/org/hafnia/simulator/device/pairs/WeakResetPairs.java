package org.hafnia.simulator.device.pairs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.ResistanceHistogram;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.pairs.BlockKernel.PairReader;
import org.hafnia.simulator.device.use.DeviceUse;
import org.hafnia.simulator.device.use.PulseTally;

/**
 * The weights of one layer: pairs of simulated devices (BL, BLb), weight = sign(R_BL - R_BLb).
 * There is no other weight; the two resistances are it. Comparisons are made on ln R; a tie gives
 * +1.
 *
 * <p>Noise is addressed by seed, layer, device and pulse or step, so that the result of a sequence
 * of calls does not depend on threads, on how the ranges are cut, on restarts or on the CPU.
 *
 * <p>Threads: {@link #apply} and {@link #read} may run at once on disjoint ranges; everything else
 * must wait for them.
 */
public final class WeakResetPairs {

  /** Ranges given to {@link #apply} and {@link #read} start at a multiple of this. */
  public static final int BLOCK = DeviceColumn.BLOCK;

  /** Most pairs of one layer. */
  public static final int MAX_SIZE = 1 << 28;

  /** Address of the reads while pairs are programmed, beyond all steps of a training. */
  private static final long PROGRAMMING = 1L << 48;

  private static final int MOST_ROUNDS = 100;
  private static final int MOST_PULSES = 14;

  private final PairSpec spec;
  private final int size;
  private final DeviceColumn bl;
  private final DeviceColumn blb;
  private final BlockKernel kernel;
  private final PulseNoise noise;
  private final Reprogramming reprogramming;
  private final WhiteNoise white;
  private final long readKey;

  /** Fresh devices: SET once, never pulsed. */
  public WeakResetPairs(
      WeakResetModel model, Imperfections on, LearningRule rule, long seed, int layer, int size) {
    this(new PairSpec(model, on, rule, seed, layer), size, BlockKernel.Choice.BEST);
  }

  WeakResetPairs(PairSpec spec, int size, BlockKernel kernel) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "size = " + size + " pairs is outside [1, " + MAX_SIZE + "]");
    }
    this.spec = spec;
    this.size = size;
    this.kernel = kernel;
    int[] sets = new int[spec.rule() == LearningRule.REPROGRAM ? DeviceColumn.padded(size) : 0];
    bl = new DeviceColumn(spec, 0, size, sets);
    blb = new DeviceColumn(spec, 1, size, sets);
    noise = new PulseNoise(spec, kernel);
    reprogramming = new Reprogramming(spec, bl, blb, noise);
    white = new WhiteNoise(spec);
    readKey = spec.stream("weak-reset/read").key();
  }

  public int size() {
    return size;
  }

  /**
   * Pulses and reads a range of pairs: n = round(clip(update, -14, 14)) weak RESETs, n > 0 on BL, n
   * < 0 on BLb, none for NaN; then weight = sign(R_BL - R_BLb).
   *
   * @param step address of the read noise, at least 1; a number that did not occur before
   * @param from first pair; a multiple of {@link #BLOCK}
   * @param length number of pairs; a multiple of {@link #BLOCK}, or up to the last pair
   * @param update asked pulses of pair i at index i
   * @param weight receives +1 or -1 of pair i at index i
   */
  public void apply(long step, int from, int length, float[] update, float[] weight) {
    if (step < 1) {
      throw new IllegalArgumentException("step = " + step + " is below 1");
    }
    requireRange(from, length, Math.min(update.length, weight.length));
    PairReader reader = reader(step);
    PulsedDevices scratch = PulsedDevices.ofThread();
    for (int at = from; at < from + length; at += BLOCK) {
      int count = Math.min(BLOCK, from + length - at);
      if (count == BLOCK) {
        kernel.round(update, at, scratch.asked);
      } else {
        System.arraycopy(update, at, scratch.update, 0, count);
        Arrays.fill(scratch.update, count, BLOCK, 0f);
        kernel.round(scratch.update, 0, scratch.asked);
      }
      pulse(bl, at, 1, scratch);
      pulse(blb, at, -1, scratch);
      readBlock(reader, at, count, weight);
      if (spec.rule() == LearningRule.REPROGRAM) {
        reprogramming.afterUpdate(reader, at, count, weight);
      }
    }
  }

  /** Reads a range of pairs; see {@link #apply}. Step 0 is the read of fresh devices. */
  public void read(long step, int from, int length, float[] weight) {
    if (step < 0) {
      throw new IllegalArgumentException("step = " + step + " is below 0");
    }
    requireRange(from, length, weight.length);
    PairReader reader = reader(step);
    for (int at = from; at < from + length; at += BLOCK) {
      readBlock(reader, at, Math.min(BLOCK, from + length - at), weight);
    }
  }

  /**
   * Programs fresh pairs by pulses, as a controller that verifies: in round k each pair that does
   * not read as it is wanted gets min(k, 14) weak RESETs on the device whose resistance has to
   * grow. A pair whose device is exhausted before that stays as it is; noise may turn others again
   * when they are read later.
   *
   * @param wanted +1 or -1 of pair i at index i
   */
  public void program(float[] wanted) {
    float[] read = new float[size];
    float[] asked = new float[size];
    read(PROGRAMMING, 0, size, read);
    boolean wrong = true;
    for (int round = 1; wrong && round <= MOST_ROUNDS; round++) {
      int pulses = Math.min(round, MOST_PULSES);
      wrong = false;
      for (int i = 0; i < size; i++) {
        asked[i] = read[i] == wanted[i] ? 0 : pulses * wanted[i];
        wrong |= asked[i] != 0;
      }
      apply(PROGRAMMING + round, 0, size, asked, read);
    }
  }

  private void pulse(DeviceColumn column, int at, int sign, PulsedDevices scratch) {
    kernel.age(column, at, scratch.asked, sign);
    noise.afterPulses(column, at, sign, scratch);
  }

  private void readBlock(PairReader reader, int at, int count, float[] weight) {
    if (count == BLOCK) {
      kernel.read(reader, at, weight, at);
    } else {
      float[] block = PulsedDevices.ofThread().weight;
      kernel.read(reader, at, block, 0);
      System.arraycopy(block, 0, weight, at, count);
    }
  }

  private PairReader reader(long step) {
    return new PairReader(bl, blb, spec.on().telegraphNoise(), white, readKey, step);
  }

  private void requireRange(int from, int length, int capacity) {
    int to = from + length;
    if (from < 0 || length < 0 || to > size || to < from) {
      throw new IllegalArgumentException(
          "range of " + length + " pairs from " + from + " is outside [0, " + size + ")");
    }
    if (from % BLOCK != 0 || (to % BLOCK != 0 && to != size)) {
      throw new IllegalArgumentException(
          "range [" + from + ", " + to + ") does not fall on multiples of " + BLOCK);
    }
    if (to > capacity) {
      throw new IllegalArgumentException(
          "an array of " + capacity + " numbers does not reach pair " + (to - 1));
    }
  }

  DeviceColumn bitLine() {
    return bl;
  }

  DeviceColumn complementaryBitLine() {
    return blb;
  }

  /** Pulses and SETs so far. */
  public PulseCounts counts() {
    return new PulseCounts(sum(bl.pulses), sum(blb.pulses), 2 * sum(reprogramming.sets()));
  }

  /** Weak RESETs on all devices so far. */
  public long pulses() {
    return sum(bl.pulses) + sum(blb.pulses);
  }

  /** Pulses since its last SET of the device that has most. */
  public int greatestAge() {
    return IntStream.concat(IntStream.of(bl.age), IntStream.of(blb.age)).max().orElse(0);
  }

  /** Energy of all pulses so far; see {@link PulseEnergy}. */
  public double energyJoule() {
    PulseEnergy energy = new PulseEnergy(spec.model());
    double joule = reprogramming.energyJoule();
    for (int i = 0; i < size; i++) {
      joule += energy.resets(bl, i) + energy.resets(blb, i);
    }
    return joule;
  }

  /** What the devices were given; the SETs that made the fresh devices are not counted. */
  public DeviceUse use() {
    var tally = new PulseTally();
    for (int i = 0; i < size; i++) {
      tally.add(bl.pulses[i]);
      tally.add(blb.pulses[i]);
    }
    int[] sets = reprogramming.sets();
    return new DeviceUse(
        2L * size,
        tally.sum(),
        2 * sum(sets),
        0,
        greatestAge(),
        IntStream.of(sets).max().orElse(0),
        OptionalDouble.of(energyJoule()),
        tally.distribution());
  }

  /** Resistances without the telegraph noise, which differs from read to read. */
  public ResistanceHistogram resistances(ResistanceHistogram.Bins bins) {
    return new ResistanceHistogram(bins.edges(), counts(bins, bl), counts(bins, blb));
  }

  private List<Long> counts(ResistanceHistogram.Bins bins, DeviceColumn column) {
    long[] counts = new long[bins.bins()];
    for (int i = 0; i < size; i++) {
      counts[bins.indexOf(column.level[i])]++;
    }
    return Arrays.stream(counts).boxed().toList();
  }

  /** Writes what cannot be drawn again from the seed: ages, telegraph states, SETs. */
  public void writeState(DataOutput out) throws IOException {
    new PairState(spec, bl, blb, reprogramming).write(out);
  }

  /** Takes over a state written by pairs of the same model, seed, layer and size. */
  public void readState(DataInput in) throws IOException {
    new PairState(spec, bl, blb, reprogramming).read(in);
    noise.restore(bl);
    noise.restore(blb);
  }

  /** Heap that a pair of devices takes, in bytes; for the admission of trainings. */
  public static long bytesPerPair(Imperfections on, LearningRule rule) {
    long perDevice = 8L + (on.telegraphNoise() ? 4 : 0);
    long reprogrammed = 13L;
    return 2 * perDevice + (rule == LearningRule.REPROGRAM ? reprogrammed : 0);
  }

  private static long sum(int[] counts) {
    return IntStream.of(counts).asLongStream().sum();
  }

  /**
   * What the devices of a layer were given.
   *
   * @param bl weak RESETs on BL devices
   * @param blb weak RESETs on BLb devices
   * @param sets SETs of single devices, those that made the fresh devices not counted
   */
  public record PulseCounts(long bl, long blb, long sets) {

    /** All weak RESETs. */
    public long resets() {
      return bl + blb;
    }
  }
}
