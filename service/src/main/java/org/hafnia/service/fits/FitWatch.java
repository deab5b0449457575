package org.hafnia.service.fits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.hafnia.service.jobs.JobContext;
import org.hafnia.simulator.fitting.FitListener;
import org.jspecify.annotations.Nullable;

/** Tells the job how far its fit is; called from any of the fit's threads. */
final class FitWatch implements FitListener {

  /** Of the job: loading comes before, drawing after. */
  private static final double FIRST = 0.02;

  static final double DRAWING = 0.95;
  private static final double EARLIEST_ESTIMATE = 0.02;

  private final JobContext context;
  private final Clock clock;
  private final Instant start;

  FitWatch(JobContext context, Clock clock) {
    this.context = context;
    this.clock = clock;
    this.start = clock.instant();
  }

  @Override
  public boolean cancelRequested() {
    return context.cancelRequested();
  }

  @Override
  public void progress(double fraction, String stage) {
    context.progress(FIRST + (DRAWING - FIRST) * fraction, stage, eta(fraction));
  }

  private @Nullable Duration eta(double fraction) {
    if (fraction < EARLIEST_ESTIMATE) {
      return null;
    }
    double elapsed = Duration.between(start, clock.instant()).toMillis();
    return Duration.ofMillis(Math.round(elapsed * (1 - fraction) / fraction));
  }
}
