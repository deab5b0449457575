package org.hafnia.simulator.dataset.synthetic;

import org.hafnia.simulator.random.RandomStream;

/** The random numbers of one drawing, in the order in which they are asked for. */
public final class Draws {

  private final RandomStream stream;
  private final long drawing;
  private long next;

  public Draws(RandomStream stream, long drawing) {
    this.stream = stream;
    this.drawing = drawing;
  }

  /** Uniform in (0, 1). */
  public double uniform() {
    return stream.uniform(drawing, next++);
  }

  /** Uniform between both bounds. */
  public double between(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** One of 0..n-1, each equally likely. */
  public int below(int n) {
    return (int) (uniform() * n);
  }

  /**
   * Bell-shaped around 0 with this standard deviation, never beyond three of it: the sum of three
   * uniform numbers (variance 3/12), scaled.
   */
  public double spread(double deviation) {
    return 2 * deviation * (uniform() + uniform() + uniform() - 1.5);
  }

  /** Normal with mean 0 and standard deviation 1. */
  public double normal() {
    return stream.normal(drawing, next++);
  }

  /** 128 random bits. */
  public void bits(long[] out) {
    stream.block(drawing, next++, out);
  }
}
