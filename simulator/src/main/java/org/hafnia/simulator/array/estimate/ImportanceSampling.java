package org.hafnia.simulator.array.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.hafnia.simulator.array.tails.Normal;
import org.hafnia.simulator.random.RandomStream;

/**
 * Probability of events by importance sampling. Draw i is a function of the seed, the event and i;
 * sums are taken by blocks of draws and in the order of the blocks, and stopping is decided at
 * fixed numbers of draws: the result is the same on any number of threads.
 */
public final class ImportanceSampling {

  private static final int BLOCK = 4096;
  private static final long FIRST_ROUND = 1L << 14;
  private static final double STEP = 0x1p-52;

  /** After so many draws without one error, an event is taken for one that cannot be found. */
  private static final long GIVEN_UP = 1L << 17;

  private final Effort effort;
  private final RateListener listener;

  public ImportanceSampling(Effort effort, RateListener listener) {
    this.effort = effort;
    this.listener = listener;
  }

  /**
   * What a sum of events is expected to need at most, in draws.
   *
   * @param events that are sampled
   */
  public static long expectedDraws(int events, Effort effort) {
    // The variance of a weighted count is about ten times the square of its mean.
    double each = 10 * Math.pow(Normal.Z95 / effort.relativeHalfWidth(), 2);
    return events * (long) Math.min(Math.max(2 * each, GIVEN_UP), (double) effort.maxDraws());
  }

  /**
   * Probabilities of sums of events.
   *
   * @param events to sample
   * @param sums each a row of factors, one per event
   */
  public List<RateEstimate> of(List<ReadEvent> events, double[][] sums) throws RateCancelled {
    var tallies = new ArrayList<Tally>();
    for (int e = 0; e < events.size(); e++) {
      var stream = RandomStream.of(effort.seed(), "importance sampling", e);
      tallies.add(new Tally(new Proposal(events.get(e)), stream));
    }
    long target = Math.min(FIRST_ROUND, effort.maxDraws());
    double shown = 0;
    while (true) {
      for (var tally : tallies) {
        extend(tally, target);
      }
      double done = done(tallies, sums);
      double spent = (double) target / effort.maxDraws();
      shown = Math.max(shown, Math.min(1, Math.max(done, spent)));
      listener.progress(shown, "importance sampling");
      if (done >= 1 || target >= effort.maxDraws()) {
        break;
      }
      target = Math.min(target + target / 2, effort.maxDraws());
    }
    var estimates = new ArrayList<RateEstimate>();
    for (double[] factors : sums) {
      estimates.add(estimate(tallies, factors));
    }
    return estimates;
  }

  /** How near the least certain sum is to what was asked, 1 where it is there. */
  private double done(List<Tally> tallies, double[][] sums) {
    double least = 1;
    for (double[] factors : sums) {
      var now = estimate(tallies, factors);
      if (now.value() > 0) {
        double ratio = effort.relativeHalfWidth() / now.relativeHalfWidth();
        least = Math.min(least, ratio * ratio);
      } else if (now.cost() < GIVEN_UP) {
        least = Math.min(least, (double) now.cost() / GIVEN_UP);
      }
    }
    return least;
  }

  private static RateEstimate estimate(List<Tally> tallies, double[] factors) {
    double value = 0;
    double variance = 0;
    double unseen = 0;
    long draws = 0;
    for (int e = 0; e < factors.length; e++) {
      if (factors[e] != 0) {
        var tally = tallies.get(e);
        value += factors[e] * tally.mean();
        variance += factors[e] * factors[e] * tally.variance();
        unseen += factors[e] * tally.unseen();
        draws += tally.draws;
      }
    }
    if (value == 0) {
      String note = "no error found; the upper end is what the draws exclude";
      return new RateEstimate(Method.IMPORTANCE_SAMPLING, 0, 0, unseen, draws, 0, note);
    }
    // On ln p: the interval of a rate near 0 is not symmetric, and never reaches below 0.
    double spread = Math.exp(Normal.Z95 * Math.sqrt(variance) / value);
    double effective = variance > 0 ? value * value / variance : draws;
    return new RateEstimate(
        Method.IMPORTANCE_SAMPLING,
        value,
        value / spread,
        Math.min(1, value * spread + unseen),
        draws,
        effective,
        "");
  }

  private void extend(Tally tally, long target) throws RateCancelled {
    if (effort.threads() == 1) {
      for (long from = tally.draws; from < target; from += BLOCK) {
        listener.proceed();
        tally.add(block(tally, from, (int) Math.min(BLOCK, target - from)));
      }
    } else {
      together(tally, target);
    }
    tally.draws = target;
  }

  private void together(Tally tally, long target) throws RateCancelled {
    long chunk = 16L * effort.threads() * BLOCK;
    try (var pool = Executors.newFixedThreadPool(effort.threads())) {
      for (long from = tally.draws; from < target; from += chunk) {
        listener.proceed();
        for (var sums : pool.invokeAll(blocks(tally, from, Math.min(from + chunk, target)))) {
          tally.add(sums.get());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RateCancelled();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static List<Callable<double[]>> blocks(Tally tally, long start, long end) {
    var blocks = new ArrayList<Callable<double[]>>();
    for (long at = start; at < end; at += BLOCK) {
      long from = at;
      blocks.add(() -> block(tally, from, (int) Math.min(BLOCK, end - from)));
    }
    return blocks;
  }

  private static double[] block(Tally tally, long from, int count) {
    long[] words = new long[2];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < count; i++) {
      tally.stream.block(from + i, 0, words);
      double u = ((words[0] >>> 12) + 0.5) * STEP;
      double v = ((words[1] >>> 12) + 0.5) * STEP;
      double chosen = ((words[0] & 0xFFF) << 12 | (words[1] & 0xFFF)) * 0x1p-24;
      double x = tally.proposal.draw(u, v, chosen);
      sum += x;
      squares += x * x;
    }
    return new double[] {sum, squares};
  }

  /** Sums over the draws of one event. */
  private static final class Tally {

    private final Proposal proposal;
    private final RandomStream stream;
    private long draws;
    private double sum;
    private double squares;

    Tally(Proposal proposal, RandomStream stream) {
      this.proposal = proposal;
      this.stream = stream;
    }

    void add(double[] sums) {
      sum += sums[0];
      squares += sums[1];
    }

    double mean() {
      return sum / draws;
    }

    double variance() {
      return Math.max(0, squares / draws - mean() * mean()) / draws;
    }

    /** What n draws without an error leave possible at 95 %: 3/n, times the largest weight. */
    double unseen() {
      return sum > 0 ? 0 : Math.min(1, -Math.log(0.05) / draws * proposal.largest());
    }
  }
}
