package org.hafnia.simulator.dataset.handwriting;

import org.hafnia.simulator.random.RandomStream;

/** The random numbers of one drawing, in the order in which they are asked for. */
final class Draws {

  private final RandomStream stream;
  private final long drawing;
  private long next;

  Draws(RandomStream stream, long drawing) {
    this.stream = stream;
    this.drawing = drawing;
  }

  /** Uniform in (0, 1). */
  double uniform() {
    return stream.uniform(drawing, next++);
  }

  /** Uniform between both bounds. */
  double between(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** One of 0..n-1, each equally likely. */
  int below(int n) {
    return (int) (uniform() * n);
  }

  /**
   * Bell-shaped around 0 with this standard deviation, never beyond three of it: the sum of three
   * uniform numbers (variance 3/12), scaled.
   */
  double spread(double deviation) {
    return 2 * deviation * (uniform() + uniform() + uniform() - 1.5);
  }
}
