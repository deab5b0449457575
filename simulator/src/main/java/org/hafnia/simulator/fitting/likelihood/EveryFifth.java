package org.hafnia.simulator.fitting.likelihood;

/** Every fifth cluster, held out, or the other four fifths. */
record EveryFifth(ClusterLikelihood all, boolean heldOut) implements ClusterLikelihood {

  @Override
  public int[] points() {
    int[] points = all.points();
    int[] own = new int[size(points.length)];
    for (int i = 0; i < own.length; i++) {
      own[i] = points[number(i)];
    }
    return own;
  }

  @Override
  public double[] clusters(double[] free) {
    double[] values = all.clusters(free);
    double[] own = new double[size(values.length)];
    for (int i = 0; i < own.length; i++) {
      own[i] = values[number(i)];
    }
    return own;
  }

  private int size(int clusters) {
    return heldOut ? clusters / 5 : clusters - clusters / 5;
  }

  private int number(int cluster) {
    return heldOut ? 5 * cluster + 4 : cluster + cluster / 4;
  }
}
