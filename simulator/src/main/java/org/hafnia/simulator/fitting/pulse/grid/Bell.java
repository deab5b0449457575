package org.hafnia.simulator.fitting.pulse.grid;

/**
 * How likely a read is from each node, for devices side by side. Relative to a node that lies a
 * deviations of a read below it:
 *
 * <pre>
 *   n nodes above   exp(n a h - n^2 h^2 / 2)
 * </pre>
 *
 * so that neighbours differ by factors that themselves change by exp(-h^2) from node to node.
 */
final class Bell {

  private static final int WIDTH = Columns.WIDTH;

  /** Spacing of nodes, in deviations of a read. */
  private final double[] h = new double[WIDTH];

  /** exp(-h^2 / 2). */
  final double[] half = new double[WIDTH];

  /** exp(-h^2). */
  final double[] bend = new double[WIDTH];

  /** exp(a h). */
  final double[] tilt = new double[WIDTH];

  /** Weight of the node itself. */
  final double[] scale = new double[WIDTH];

  /** What states sum to. */
  final double[] sum = new double[WIDTH];

  void spacing(int column, double spacing) {
    h[column] = spacing;
    half[column] = Math.exp(-0.5 * spacing * spacing);
    bend[column] = half[column] * half[column];
  }

  double spacing(int column) {
    return h[column];
  }
}
