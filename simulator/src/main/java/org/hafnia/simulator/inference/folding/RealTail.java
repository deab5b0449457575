package org.hafnia.simulator.inference.folding;

import java.util.List;
import org.hafnia.simulator.inference.layout.Grid;
import org.hafnia.simulator.inference.layout.Sliding;
import org.hafnia.simulator.network.ActivationFunction;
import org.hafnia.simulator.network.LayerDescription.Resize;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;

/**
 * What follows sums where thresholds do not do: the logits, average pools, values that stay real.
 * Each operation rounds to 32-bit floats as libtorch does.
 *
 * @param operations in order
 * @param sums what they start from
 * @param output what they end with
 */
public record RealTail(List<Operation> operations, Grid sums, Grid output) {

  public RealTail {
    operations = List.copyOf(operations);
  }

  /** Something done to the values of one sample, channel by channel. */
  public sealed interface Operation {}

  /** A line for each channel. */
  public record Line(Affine affine, Grid grid) implements Operation {}

  /** The largest or the mean value under a window; padding is not counted. */
  public record Pool(Sliding sliding, boolean max) implements Operation {}

  /** Means over areas. */
  static final class Fewer implements Operation {

    private final Grid in;
    private final Grid out;
    private final float[] rows;
    private final float[] columns;

    Fewer(Resize layer) {
      in = Grid.of(layer.input());
      out = Grid.of(layer.output());
      rows = TensorShape.shares(in.rows(), out.rows());
      columns = TensorShape.shares(in.columns(), out.columns());
    }
  }

  /** The sign, or its ternary kin. */
  public record Quantise(ActivationFunction function, float threshold, int activation, Grid grid)
      implements Operation {}

  /** The values that leave: real ones, unless nothing but max pools follows an activation. */
  Precision leaving() {
    var leaving = Precision.REAL;
    for (var operation : operations) {
      leaving =
          switch (operation) {
            case Line line -> Precision.REAL;
            case Pool pool -> pool.max ? leaving : Precision.REAL;
            case Fewer fewer -> Precision.REAL;
            case Quantise quantise -> quantise.function.precision();
          };
    }
    return leaving;
  }

  /** Most values that a sample has between two operations. */
  public int largest() {
    int most = Math.max(sums.size(), output.size());
    for (var operation : operations) {
      if (operation instanceof Pool pool) {
        most = Math.max(most, Math.max(pool.sliding.input().size(), pool.sliding.output().size()));
      } else if (operation instanceof Fewer fewer) {
        most = Math.max(most, fewer.in.size());
      }
    }
    return most;
  }

  /**
   * Does all of them.
   *
   * @param values of a sample, replaced
   * @param scratch as long as {@link #largest}, like the values
   * @param number of the image in the test set
   */
  public void apply(float[] values, float[] scratch, int number, Strikes strikes) {
    for (var operation : operations) {
      switch (operation) {
        case Line line -> apply(line, values);
        case Pool pool -> {
          apply(pool, values, scratch);
          System.arraycopy(scratch, 0, values, 0, pool.sliding.output().size());
        }
        case Fewer fewer -> {
          apply(fewer, values, scratch);
          System.arraycopy(scratch, 0, values, 0, fewer.out.size());
        }
        case Quantise quantise -> {
          int size = quantise.grid.size();
          for (int i = 0; i < size; i++) {
            values[i] = apply(quantise, values[i]);
          }
          if (strikes.any()) {
            strikes.strike(quantise.activation, number, values, size);
          }
        }
      }
    }
  }

  private static void apply(Line line, float[] values) {
    int positions = line.grid.positions();
    for (int c = 0; c < line.grid.channels(); c++) {
      for (int p = 0; p < positions; p++) {
        int i = c * positions + p;
        values[i] = line.affine.apply(c, values[i]);
      }
    }
  }

  private static float apply(Quantise quantise, float x) {
    if (quantise.function == ActivationFunction.SIGN) {
      return x >= 0 ? 1 : -1;
    }
    return x > quantise.threshold ? 1 : x < -quantise.threshold ? -1 : 0;
  }

  private static void apply(Pool pool, float[] from, float[] to) {
    var sliding = pool.sliding;
    int inside = sliding.input().positions();
    int positions = sliding.output().positions();
    for (int c = 0; c < sliding.input().channels(); c++) {
      for (int p = 0; p < positions; p++) {
        float sum = 0;
        float largest = Float.NEGATIVE_INFINITY;
        int count = 0;
        for (int tap = 0; tap < sliding.taps(); tap++) {
          int source = sliding.source(p, tap);
          if (source != Sliding.PADDING) {
            float value = from[c * inside + source];
            sum += value;
            largest = Math.max(largest, value);
            count++;
          }
        }
        to[c * positions + p] = pool.max ? largest : sum / count;
      }
    }
  }

  private static void apply(Fewer fewer, float[] from, float[] to) {
    var in = fewer.in;
    var out = fewer.out;
    for (int i = 0; i < out.size(); i++) {
      int row = i / out.columns() % out.rows();
      int column = i % out.columns();
      int channel = i / out.positions() * in.positions();
      int lastRow = Math.ceilDiv((row + 1) * in.rows(), out.rows());
      int lastColumn = Math.ceilDiv((column + 1) * in.columns(), out.columns());
      double sum = 0;
      for (int r = row * in.rows() / out.rows(); r < lastRow; r++) {
        double along = 0;
        for (int c = column * in.columns() / out.columns(); c < lastColumn; c++) {
          along += fewer.columns[column * in.columns() + c] * from[channel + r * in.columns() + c];
        }
        sum += fewer.rows[row * in.rows() + r] * along;
      }
      to[i] = (float) sum;
    }
  }
}
