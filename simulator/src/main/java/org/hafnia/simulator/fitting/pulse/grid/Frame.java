package org.hafnia.simulator.fitting.pulse.grid;

import java.util.Arrays;
import java.util.List;

/** The grids of several devices as columns side by side, about the same weights in the same row. */
final class Frame {

  private static final int WIDTH = Columns.WIDTH;

  final List<Grid> grids;
  final int nodes;

  /** Row at which each grid's lowest node stands. */
  final int[] shift = new int[WIDTH];

  Frame(List<Grid> grids) {
    this.grids = grids;
    double low = grids.stream().mapToDouble(grid -> grid.low).min().orElseThrow();
    double spacing = grids.stream().mapToDouble(grid -> grid.spacing).average().orElseThrow();
    int most = 0;
    for (int column = 0; column < WIDTH; column++) {
      var grid = grids.get(column);
      shift[column] = (int) Math.rint(Math.min(1e6, (grid.low - low) / spacing));
      most = Math.max(most, shift[column] + grid.nodes);
    }
    nodes = most;
  }

  /** Where a column's row 0 would be, weight. */
  double low(int column) {
    var grid = grids.get(column);
    return grid.low - shift[column] * grid.spacing;
  }

  /**
   * What a pulse of one direction does: the share of what row i gets from row i - o stands at (o -
   * least) stride + i. Before row 0 and behind the last one there is room for all offsets.
   */
  static final class Moves {

    final int stride;
    final int[] firstInto;
    final int[] lastInto;
    private final int[] lowest;
    private final int[] highest;
    private final int least;
    private final int room;
    double[] share = new double[0];

    private Moves(int nodes, int least, int room) {
      stride = nodes * WIDTH;
      this.least = least;
      this.room = room;
      firstInto = new int[nodes];
      lastInto = new int[nodes];
      lowest = new int[nodes];
      highest = new int[nodes];
      Arrays.fill(firstInto, Integer.MAX_VALUE);
      Arrays.fill(lastInto, Integer.MIN_VALUE);
      for (int i = 0; i < nodes; i++) {
        lowest[i] = i;
        highest[i] = i;
      }
    }

    /** Where a row's states stand. */
    int row(int node) {
      return (node + room) * WIDTH;
    }

    int at(int offset, int node) {
      return (offset - least) * stride + node * WIDTH;
    }

    private void take(Grid.Moves from, int column, int shift) {
      int nodes = from.first.length;
      for (int k = 0; k < nodes; k++) {
        int i = k + shift;
        for (int o = from.first[k]; o <= from.last[k]; o++) {
          share[at(o, i + o) + column] = from.share[(o - from.least) * nodes + k];
          firstInto[i + o] = Math.min(firstInto[i + o], o);
          lastInto[i + o] = Math.max(lastInto[i + o], o);
        }
        lowest[i] = Math.min(lowest[i], i + from.first[k]);
        highest[i] = Math.max(highest[i], i + from.last[k]);
      }
    }

    private void close() {
      for (int i = 1; i < highest.length; i++) {
        highest[i] = Math.max(highest[i], highest[i - 1]);
      }
      for (int i = lowest.length - 2; i >= 0; i--) {
        lowest[i] = Math.min(lowest[i], lowest[i + 1]);
      }
    }

    /** The lowest row that rows from this one on are carried to. */
    int low(int from) {
      return lowest[from];
    }

    /** The highest row that rows up to this one are carried to. */
    int high(int last) {
      return highest[last];
    }
  }

  /** How far the moves of one direction reach at most, in rows. */
  static int reach(List<Grid.Moves> each) {
    return each.stream().mapToInt(one -> Math.max(one.most, -one.least)).max().orElse(0);
  }

  /**
   * The moves of one direction.
   *
   * @param room rows beyond those of nodes
   * @param share where shares are kept, if there is room in it
   */
  Moves moves(List<Grid.Moves> each, int room, double[] share) {
    int least = each.stream().mapToInt(one -> one.least).min().orElse(0);
    int most = each.stream().mapToInt(one -> one.most).max().orElse(0);
    var moves = new Moves(nodes, least, room);
    int size = (most - least + 1) * moves.stride;
    if (share.length < size) {
      moves.share = new double[2 * size];
    } else {
      Arrays.fill(share, 0, size, 0);
      moves.share = share;
    }
    for (int column = 0; column < WIDTH; column++) {
      moves.take(each.get(column), column, shift[column]);
    }
    moves.close();
    return moves;
  }
}
