package org.hafnia.simulator.training.plan;

/** By what factor the learning rates of an epoch differ from those of the first. */
public sealed interface Schedule {

  /**
   * The factor, 0 to 1.
   *
   * @param epoch from 1
   */
  double factor(int epoch);

  /**
   * Epochs of the stretch that an epoch lies in: until the next restart, or all of them.
   *
   * @param epoch from 1
   * @param all epochs of the training
   */
  default int stretch(int epoch, int all) {
    return all;
  }

  /** The same rates in all epochs. */
  record Constant() implements Schedule {
    @Override
    public double factor(int epoch) {
      return 1;
    }
  }

  /**
   * Times {@code factor} after every {@code everyEpochs} epochs, again and again.
   *
   * @param everyEpochs at least 1
   * @param by above 0, at most 1
   */
  record Steps(int everyEpochs, double by) implements Schedule {

    public Steps {
      if (everyEpochs < 1) {
        throw new IllegalArgumentException(
            "everyEpochs is " + everyEpochs + "; it must be at least 1");
      }
      if (!(by > 0 && by <= 1)) {
        throw new IllegalArgumentException("factor is " + by + "; it must be above 0, at most 1");
      }
    }

    /** Halved after every so many epochs. */
    public static Steps halving(int everyEpochs) {
      return new Steps(everyEpochs, 0.5);
    }

    @Override
    public double factor(int epoch) {
      int times = (epoch - 1) / everyEpochs;
      return StrictMath.pow(by, times);
    }
  }

  /**
   * Cosine with warm restarts (Loshchilov and Hutter, SGDR, 2017): within a stretch of T epochs
   *
   * <pre>  factor = (1 + cos(pi t / T)) / 2      t = 0 .. T - 1 epochs since the last restart</pre>
   *
   * @param firstEpochs length of the first stretch, at least 1
   * @param growth each stretch is so many times as long as the one before it, 1 or more: 100, 2
   *     gives 100, 200, 400 epochs
   */
  record CosineRestarts(int firstEpochs, int growth) implements Schedule {

    public CosineRestarts {
      if (firstEpochs < 1 || growth < 1) {
        throw new IllegalArgumentException(
            "a first stretch of %d epochs that grows by %d; both are at least 1"
                .formatted(firstEpochs, growth));
      }
    }

    @Override
    public double factor(int epoch) {
      long start = start(epoch);
      double part = (double) (epoch - 1 - start) / length(start);
      return (1 + StrictMath.cos(Math.PI * part)) / 2;
    }

    @Override
    public int stretch(int epoch, int all) {
      return (int) Math.min(Integer.MAX_VALUE, length(start(epoch)));
    }

    /** Epochs before the stretch of an epoch. */
    private long start(int epoch) {
      long start = 0;
      long length = firstEpochs;
      while (start + length <= epoch - 1) {
        start += length;
        length *= growth;
      }
      return start;
    }

    private long length(long start) {
      long length = firstEpochs;
      long at = 0;
      while (at < start) {
        at += length;
        length *= growth;
      }
      return length;
    }
  }
}
