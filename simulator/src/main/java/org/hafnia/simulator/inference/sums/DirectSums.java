package org.hafnia.simulator.inference.sums;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.folding.ThresholdTail;
import org.hafnia.simulator.inference.kernel.Bits;
import org.hafnia.simulator.inference.kernel.WordKernel;
import org.hafnia.simulator.inference.layout.DirectWeights;
import org.hafnia.simulator.inference.layout.Grid;
import org.hafnia.simulator.inference.layout.Signal;
import org.hafnia.simulator.inference.layout.Sliding;

/**
 * Sums of real inputs with a sign each, in doubles, then rounded once to a float. libtorch rounds
 * after each addition: where its sum lies within that error of the threshold, it may decide
 * otherwise.
 */
public final class DirectSums implements Sums {

  private static final int TILE = WordKernel.DOTS;

  private final WordKernel kernel;
  private final Sliding sliding;
  private final int groups;
  private final DirectWeights weights;
  private final double[][] limits;
  private final double[] patch;
  private final double[] sum = new double[TILE];

  /** With the weights that are meant. */
  public DirectSums(
      Stage stage, Optional<ThresholdTail> thresholds, FloatBuffer meant, WordKernel kernel) {
    this.kernel = kernel;
    var sums = stage.sums().orElseThrow();
    sliding = sums.sliding();
    groups = sums.groups();
    weights = new DirectWeights(groups, sums.units(), meant);
    patch = new double[weights.fanIn()];
    int planes = thresholds.map(ThresholdTail::planes).orElse(0);
    limits = new double[planes][groups * weights.tiles() * TILE];
    for (int plane = 0; plane < planes; plane++) {
      var steps = thresholds.orElseThrow().steps(plane);
      for (int unit = 0; unit < sums.units(); unit++) {
        int group = unit / weights.unitsPerGroup();
        int place = group * weights.tiles() * TILE + unit % weights.unitsPerGroup();
        limits[plane][place] = steps.get(unit).exact();
      }
    }
  }

  @Override
  public void set(int index, int from, int to) {
    weights.set(index, to);
  }

  /** What the sums of a unit are held against. */
  public double limit(int plane, int unit) {
    int group = unit / weights.unitsPerGroup();
    return limits[plane][group * weights.tiles() * TILE + unit % weights.unitsPerGroup()];
  }

  @Override
  public void answers(Signal in, int first, int images, int number, ThresholdRun run) {
    int words = sliding.output().words();
    int positions = sliding.output().positions();
    for (int row = 0; row < images * positions; row++) {
      for (int group = 0; group < groups; group++) {
        look(in, first + row / positions, group, row % positions);
        for (int tile = 0; tile < weights.tiles(); tile++) {
          kernel.dots(weights.weights(), weights.at(group, tile), patch.length, patch, sum);
          int units = Math.min(TILE, weights.unitsPerGroup() - tile * TILE);
          int unit = group * weights.unitsPerGroup() + tile * TILE;
          int at = (group * weights.tiles() + tile) * TILE;
          for (int plane = 0; plane < limits.length; plane++) {
            long bits = kernel.atLeast(sum, limits[plane], at) & Bits.lowest(units);
            Bits.or(run.answers(plane), (long) row * words * Long.SIZE + unit, bits, units);
          }
        }
      }
    }
  }

  @Override
  public void floats(Signal in, int image, float[] sums) {
    int positions = sliding.output().positions();
    for (int p = 0; p < positions; p++) {
      for (int group = 0; group < groups; group++) {
        look(in, image, group, p);
        for (int tile = 0; tile < weights.tiles(); tile++) {
          kernel.dots(weights.weights(), weights.at(group, tile), patch.length, patch, sum);
          int units = Math.min(TILE, weights.unitsPerGroup() - tile * TILE);
          int unit = group * weights.unitsPerGroup() + tile * TILE;
          for (int u = 0; u < units; u++) {
            sums[(unit + u) * positions + p] = (float) sum[u];
          }
        }
      }
    }
  }

  /** Copies what a position sees: channel by channel, tap by tap. */
  private void look(Signal in, int image, int group, int position) {
    Grid grid = sliding.input();
    int channels = grid.channels() / groups;
    int taps = sliding.taps();
    int from = image * grid.size() + group * channels * grid.positions();
    for (int tap = 0; tap < taps; tap++) {
      int source = sliding.source(position, tap);
      for (int c = 0; c < channels; c++) {
        patch[c * taps + tap] =
            source == Sliding.PADDING ? 0 : in.values[from + c * grid.positions() + source];
      }
    }
  }
}
