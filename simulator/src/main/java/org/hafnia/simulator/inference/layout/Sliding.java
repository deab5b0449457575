package org.hafnia.simulator.inference.layout;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.hafnia.simulator.network.LayerDescription.Convolution;
import org.hafnia.simulator.network.LayerDescription.Pool;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.Window;

/**
 * Which position each tap of a window sees. Positions with the same taps on padding form a border:
 * what padding does to their sums is the same.
 */
public final class Sliding {

  /** A tap that sees padding. */
  public static final int PADDING = -1;

  private final Grid input;
  private final Grid output;
  private final int taps;
  private final List<Integer> window;
  private final int[] source;
  private final int[] border;
  private final int borders;

  private Sliding(Grid input, Grid output, List<Integer> window, int[] source) {
    this.input = input;
    this.output = output;
    this.window = window;
    taps = window.get(0) * window.get(1);
    this.source = source;
    var numbers = new LinkedHashMap<List<Boolean>, Integer>();
    border = new int[output.positions()];
    for (int p = 0; p < border.length; p++) {
      var padded =
          Arrays.stream(source, p * taps, (p + 1) * taps).mapToObj(s -> s == PADDING).toList();
      int next = numbers.size();
      border[p] = numbers.computeIfAbsent(padded, unseen -> next);
    }
    borders = numbers.size();
  }

  public static Sliding of(Convolution layer) {
    return of(layer.window(), layer.input(), layer.output());
  }

  public static Sliding of(Pool layer) {
    return of(layer.window(), layer.input(), layer.output());
  }

  /** One position whose taps see all of the input: a dense layer. */
  public static Sliding all(Grid input, int units) {
    int[] source = new int[input.positions()];
    Arrays.setAll(source, tap -> tap);
    var window = List.of(input.rows(), input.columns(), 1, 1, 0, 0);
    return new Sliding(input, new Grid(units, 1, 1), window, source);
  }

  private static Sliding of(Window window, TensorShape from, TensorShape to) {
    var input = Grid.of(from);
    var output = Grid.of(to);
    int kernelRows = window.kernel().size() == 1 ? 1 : window.kernel().getFirst();
    int kernelColumns = window.kernel().getLast();
    int taps = kernelRows * kernelColumns;
    int[] source = new int[output.positions() * taps];
    for (int i = 0; i < source.length; i++) {
      int position = i / taps;
      int tap = i % taps;
      int row =
          window.kernel().size() == 1
              ? 0
              : position / output.columns() * window.stride().getFirst()
                  + tap / kernelColumns
                  - window.padding().getFirst();
      int column =
          position % output.columns() * window.stride().getLast()
              + tap % kernelColumns
              - window.padding().getLast();
      boolean inside = row >= 0 && row < input.rows() && column >= 0 && column < input.columns();
      source[i] = inside ? row * input.columns() + column : PADDING;
    }
    return new Sliding(input, output, extents(window), source);
  }

  /** Rows and columns of kernel, stride and padding. */
  private static List<Integer> extents(Window window) {
    boolean time = window.kernel().size() == 1;
    return List.of(
        time ? 1 : window.kernel().getFirst(),
        window.kernel().getLast(),
        time ? 1 : window.stride().getFirst(),
        window.stride().getLast(),
        time ? 0 : window.padding().getFirst(),
        window.padding().getLast());
  }

  /** Rows and columns of kernel, stride and padding; a dense layer's kernel is its input. */
  public List<Integer> window() {
    return window;
  }

  public Grid input() {
    return input;
  }

  public Grid output() {
    return output;
  }

  public int taps() {
    return taps;
  }

  /** Where a tap looks, or {@link #PADDING}. */
  public int source(int position, int tap) {
    return source[position * taps + tap];
  }

  /** Number of the border of a position, from 0. */
  public int border(int position) {
    return border[position];
  }

  public int borders() {
    return borders;
  }

  /** Some position of a border. */
  public int positionOf(int number) {
    int p = 0;
    while (border[p] != number) {
      p++;
    }
    return p;
  }

  /** Whether each position sees itself and nothing else. */
  public boolean pointwise() {
    return taps == 1 && Arrays.equals(source, Sliding.all(input, 1).source);
  }
}
