package org.hafnia.service.jobs;

import java.util.Locale;

/** Where a job stands. */
public enum JobState {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  CANCELLED;

  public boolean finished() {
    return this != QUEUED && this != RUNNING;
  }

  /** As the contract and the database write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static JobState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
