package org.hafnia.simulator.fitting.pulse.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Physics;
import org.hafnia.simulator.fitting.pulse.likelihood.Trace;

/**
 * {@link GridFilter} for many devices that the same reads may be of, several at a time.
 *
 * <p>States are weighed by a read as they are, without making them sum to 1 each time: what they
 * sum to in the end is the likelihood.
 */
public final class FilterBatch {

  private static final int WIDTH = Columns.WIDTH;
  private static final double NEGLIGIBLE = 1e-8;

  /** Shares of one column beyond which columns side by side no longer fit the caches. */
  private static final int LARGE = 20_000;

  /** Spacing of nodes, in deviations of a read, beyond which bells are worked out one by one. */
  private static final double COARSE = 4;

  private static final double LN_SQRT_2_PI = 0.5 * Math.log(2 * Math.PI);

  private final double reset;
  private final Columns columns;
  private final Bell bell = new Bell();
  private final double[] least = new double[WIDTH];

  /** How far a read is above the row 0 of each column, in deviations of a read, and by how much. */
  private final double[] above = new double[WIDTH];

  private final double[] part = new double[WIDTH];
  private final double[] ln = new double[WIDTH];
  private final boolean[] lost = new boolean[WIDTH];
  private double[] upShare = new double[0];
  private double[] downShare = new double[0];
  private double[] now = new double[0];
  private double[] next = new double[0];

  /** First and last row with states; rows that may not be 0 in the one array and in the other. */
  private int from;

  private int to;
  private int room;

  /**
   * @param reset odds that a device starts at a bound, [0, 1)
   */
  public FilterBatch(double reset) {
    this(reset, Columns.best());
  }

  FilterBatch(double reset, Columns columns) {
    this.reset = reset;
    this.columns = columns;
  }

  /**
   * A device that reads may be of.
   *
   * @param own its parameters
   * @param laid laws for which the nodes of its grid are laid
   */
  @SuppressWarnings("ArrayRecordComponent") // Read at once.
  public record Point(Physics physics, double[] own, Physics laid) {

    public Point(Physics physics, double[] own) {
      this(physics, own, physics);
    }
  }

  /** Of each device ln likelihood of the first {@code part} reads, and of all. */
  public double[][] run(Trace trace, List<Point> points, int part) {
    double[][] found = new double[points.size()][];
    for (int first = 0; first < found.length; first += WIDTH) {
      int count = Math.min(WIDTH, found.length - first);
      var some = new ArrayList<Point>();
      for (int column = 0; column < WIDTH; column++) {
        some.add(points.get(first + Math.min(column, count - 1)));
      }
      boolean together = !Boolean.getBoolean("alone") && count > 1 && together(trace, some, part);
      for (int column = 0; column < count; column++) {
        found[first + column] =
            together && !lost[column]
                ? new double[] {this.part[column], ln[column]}
                : alone(trace, some.get(column), part);
      }
    }
    return found;
  }

  private double[] alone(Trace trace, Point point, int part) {
    return new GridFilter(point.physics(), point.laid(), reset).run(trace, point.own(), part, null);
  }

  /** Works some devices out side by side, unless their grids are too large for it. */
  private boolean together(Trace trace, List<Point> points, int part) {
    double spacing = spacing(trace, points);
    var grids = points.stream().map(point -> grid(trace, point, spacing)).toList();
    var frame = new Frame(grids);
    var up = each(trace, grids, 1);
    var down = each(trace, grids, -1);
    room = 1 + Math.max(Frame.reach(up), Frame.reach(down));
    if (frame.nodes * 2.0 * room > LARGE || frame.nodes > 4 * grids.getFirst().nodes) {
      return false;
    }
    for (int column = 0; column < WIDTH; column++) {
      bell.spacing(column, grids.get(column).spacing / points.get(column).physics().read());
      if (bell.spacing(column) > COARSE) {
        return false;
      }
    }
    var upMoves = up.isEmpty() ? null : frame.moves(up, room, upShare);
    var downMoves = down.isEmpty() ? null : frame.moves(down, room, downShare);
    upShare = upMoves == null ? upShare : upMoves.share;
    downShare = downMoves == null ? downShare : downMoves.share;
    start(frame, trace);
    for (int t = 0; t < trace.length(); t++) {
      var moves = trace.directions()[t] > 0 ? upMoves : downMoves;
      for (int pulse = 0; moves != null && pulse < trace.pulses()[t]; pulse++) {
        move(moves);
      }
      if (t == part) {
        readOut(points, t, this.part);
      }
      observe(frame, points, trace.reads()[t]);
    }
    readOut(points, trace.length(), ln);
    if (part >= trace.length()) {
      System.arraycopy(ln, 0, this.part, 0, WIDTH);
    }
    return true;
  }

  /** One spacing for all, so that differences between them are no differences of grids. */
  private double spacing(Trace trace, List<Point> points) {
    return points.stream()
        .mapToDouble(point -> grid(trace, point, Double.POSITIVE_INFINITY).spacing)
        .min()
        .orElse(1);
  }

  private Grid grid(Trace trace, Point point, double spacing) {
    var device = point.laid().device(point.own());
    return new Grid(point.laid(), device, trace, reset > 0, spacing)
        .with(point.physics(), point.own());
  }

  private static List<Grid.Moves> each(Trace trace, List<Grid> grids, int direction) {
    return trace.has(direction)
        ? grids.stream().map(grid -> grid.moves(direction)).toList()
        : List.of();
  }

  private void start(Frame frame, Trace trace) {
    int size = (frame.nodes + 2 * room) * WIDTH;
    if (now.length < size) {
      now = new double[2 * size];
      next = new double[2 * size];
    } else {
      Arrays.fill(now, 0, size, 0);
      Arrays.fill(next, 0, size, 0);
    }
    Arrays.fill(lost, false);
    Arrays.fill(ln, 0);
    int first = trace.first();
    from = frame.nodes - 1;
    to = 0;
    for (int column = 0; column < WIDTH; column++) {
      var grid = frame.grids.get(column);
      // A density over the range of the reads: the same for all devices, wherever their bounds are.
      double density = grid.spacing / Math.max(grid.spacing, trace.most() - trace.least());
      boolean known = first > 0 ? grid.lowerBound : grid.upperBound;
      double odds = known && reset > 0 ? reset : 0;
      int bound = frame.shift[column] + (first > 0 ? 0 : grid.nodes - 1);
      int low = odds < 1 ? frame.shift[column] : bound;
      int high = odds < 1 ? low + grid.nodes - 1 : bound;
      for (int i = low; i <= high; i++) {
        now[row(i) + column] = density * (1 - odds) + (i == bound ? odds : 0);
      }
      bell.sum[column] = density * (1 - odds) * grid.nodes + odds;
      from = Math.min(from, low);
      to = Math.max(to, high);
    }
  }

  private int row(int node) {
    return (node + room) * WIDTH;
  }

  private void move(Frame.Moves moves) {
    int low = moves.low(from);
    int high = moves.high(to);
    columns.move(moves, now, next, low, high);
    swap(low, high);
  }

  /** Takes what has been written; what was there before is no longer anything. */
  private void swap(int low, int high) {
    double[] other = now;
    now = next;
    next = other;
    Arrays.fill(next, row(from), row(to + 1), 0);
    from = low;
    to = high;
  }

  private void observe(Frame frame, List<Point> points, double read) {
    int middle = 0;
    for (int column = 0; column < WIDTH; column++) {
      above[column] = (read - frame.low(column)) / points.get(column).physics().read();
      if (column == 0) {
        middle = (int) Math.max(from, Math.min(to, Math.rint(above[0] / bell.spacing(0))));
      }
      double a = above[column] - middle * bell.spacing(column);
      bell.tilt[column] = Math.exp(a * bell.spacing(column));
      double sum = bell.sum[column];
      boolean usual = sum > 1e-100 && sum < 1e100;
      bell.scale[column] = usual ? 1 : 1 / sum;
      ln[column] -= 0.5 * a * a - (usual ? 0 : Math.log(sum));
    }
    columns.weigh(bell, now, next, row(from), row(middle), row(to));
    swap(from, to);
    for (int column = 0; column < WIDTH; column++) {
      double sum = bell.sum[column];
      if (!(sum > 1e-250 && sum < 1e250)) {
        lose(column);
      }
      least[column] = NEGLIGIBLE * bell.sum[column];
    }
    while (from < to && columns.negligible(now, row(from), least)) {
      Arrays.fill(now, row(from), row(from + 1), 0);
      from++;
    }
    while (from < to && columns.negligible(now, row(to), least)) {
      Arrays.fill(now, row(to), row(to + 1), 0);
      to--;
    }
  }

  /** A device that reads are too far off: it is worked out alone. */
  private void lose(int column) {
    lost[column] = true;
    for (int i = from; i <= to; i++) {
      now[row(i) + column] = 0;
    }
    now[row((from + to) / 2) + column] = 1;
    bell.sum[column] = 1;
  }

  private void readOut(List<Point> points, int reads, double[] into) {
    for (int column = 0; column < WIDTH; column++) {
      double lnRead = Math.log(points.get(column).physics().read()) + LN_SQRT_2_PI;
      into[column] = ln[column] + Math.log(bell.sum[column]) - reads * lnRead;
    }
  }
}
