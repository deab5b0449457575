package org.hafnia.simulator.device;

/** What an update does to a pair of devices. */
public enum LearningRule {
  /** Weak RESETs only: n > 0 pulses on BL, n < 0 on BLb; the devices are never SET. */
  PUBLISHED,
  /**
   * As published, but when the pulses of an update have turned the sign of a pair, both its devices
   * are SET (t = 0, noise memory cleared, R0 drawn anew) and the addressed one gets one weak RESET.
   */
  REPROGRAM
}
