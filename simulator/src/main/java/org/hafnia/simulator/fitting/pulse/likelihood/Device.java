package org.hafnia.simulator.fitting.pulse.likelihood;

/** What is known of one device while it is fitted. */
public final class Device {

  public final Trace trace;

  /** Its four parameters, see {@link Setting}. */
  public final double[] own = new double[Setting.DEVICE];

  /** How uncertain these are, given its reads and the population. */
  public final double[] variances = new double[Setting.DEVICE];

  /** Whether it was seen at its bounds. */
  public boolean upperReached;

  public boolean lowerReached;

  /** Bounds that were seen exactly, as a read that repeats; NaN where none was. */
  public double upperSeen = Double.NaN;

  public double lowerSeen = Double.NaN;
  public Score score = new Score(0);

  public Device(Trace trace) {
    this.trace = trace;
  }

  public Device(Device other) {
    this(other, other.trace);
  }

  /** The same device with another part of its reads. */
  public Device(Device other, Trace reads) {
    trace = reads;
    System.arraycopy(other.own, 0, own, 0, own.length);
    upperReached = other.upperReached;
    lowerReached = other.lowerReached;
    upperSeen = other.upperSeen;
    lowerSeen = other.lowerSeen;
    score = other.score;
  }

  /** Whether its reads say something about a bound. */
  public boolean reached(int which) {
    return which == Setting.UPPER ? upperReached : lowerReached;
  }

  public double seen(int which) {
    return which == Setting.UPPER ? upperSeen : lowerSeen;
  }
}
