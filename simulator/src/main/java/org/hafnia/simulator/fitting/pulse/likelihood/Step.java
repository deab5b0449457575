package org.hafnia.simulator.fitting.pulse.likelihood;

/**
 * The mean move of a pulse, f(w) = d s_d y_d(w), with its derivatives by the state and by every
 * parameter. One object per thread: {@link #at} overwrites it.
 */
final class Step {

  private final Setting setting;
  private final double[] parameters;

  /** The move, weight; its first and second derivative by the weight. */
  double move;

  double slope;
  double bend;

  /** The size s_d of a step, before the law. */
  double size;

  /** Derivatives of size, move and slope by the parameters. */
  final double[] sizeBy;

  final double[] moveBy;
  final double[] slopeBy;

  Step(Setting setting, double[] parameters) {
    this.setting = setting;
    this.parameters = parameters;
    sizeBy = new double[parameters.length];
    moveBy = new double[parameters.length];
    slopeBy = new double[parameters.length];
  }

  void at(int direction, double w) {
    double mean = parameters[Setting.SIZE];
    double meanBy = 1;
    if (setting.lognormal()) {
      mean = Math.exp(mean);
      meanBy = mean;
    }
    double raw = mean + direction * parameters[Setting.HALF];
    double least = 0.01 * mean;
    boolean raised = raw < least;
    size = raised ? least : raw;
    sizeBy[Setting.SIZE] = raised ? 0.01 * meanBy : meanBy;
    sizeBy[Setting.HALF] = raised ? 0 : direction;
    switch (setting.variant()) {
      case CONSTANT -> put(direction, 1, 0, 0);
      case LINEAR -> linear(direction, w);
      case SOFT_BOUNDS -> soft(direction, w);
      case EXPONENTIAL -> exponential(direction, w);
    }
  }

  /** Everything that follows from y and its derivatives by w. */
  private void put(int direction, double y, double y1, double y2) {
    move = direction * size * y;
    slope = direction * size * y1;
    bend = direction * size * y2;
    for (int j = Setting.SIZE; j <= Setting.HALF; j++) {
      moveBy[j] = direction * sizeBy[j] * y;
      slopeBy[j] = direction * sizeBy[j] * y1;
    }
  }

  private void linear(int direction, double w) {
    int own = Setting.SHAPE + (direction > 0 ? 0 : 1);
    int other = Setting.SHAPE + (direction > 0 ? 1 : 0);
    double k = parameters[own];
    put(direction, 1 - direction * k * w, -direction * k, 0);
    moveBy[own] = -size * w;
    slopeBy[own] = -size;
    moveBy[other] = 0;
    slopeBy[other] = 0;
  }

  private void soft(int direction, double w) {
    int own = direction > 0 ? Setting.UPPER : Setting.LOWER;
    int other = direction > 0 ? Setting.LOWER : Setting.UPPER;
    double bound = parameters[own];
    put(direction, 1 - w / bound, -1 / bound, 0);
    moveBy[own] = direction * size * w / (bound * bound);
    slopeBy[own] = direction * size / (bound * bound);
    moveBy[other] = 0;
    slopeBy[other] = 0;
  }

  private void exponential(int direction, double w) {
    int own = direction > 0 ? 0 : 1;
    double c = parameters[Setting.SHAPE + own];
    double rate = parameters[Setting.SHAPE + 2 + own];
    double e = Math.exp(Math.max(-60, Math.min(60, -direction * rate * w)));
    double y = 1 + c * e;
    for (int j = Setting.SHAPE; j < Setting.SHAPE + 4; j++) {
      moveBy[j] = 0;
      slopeBy[j] = 0;
    }
    if (y <= 0) {
      put(direction, 0, 0, 0);
      return;
    }
    put(direction, y, -direction * rate * c * e, rate * rate * c * e);
    moveBy[Setting.SHAPE + own] = direction * size * e;
    slopeBy[Setting.SHAPE + own] = -size * rate * e;
    moveBy[Setting.SHAPE + 2 + own] = -size * w * c * e;
    slopeBy[Setting.SHAPE + 2 + own] = -size * c * e * (1 - direction * rate * w);
  }
}
