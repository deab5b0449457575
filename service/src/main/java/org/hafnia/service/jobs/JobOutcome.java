package org.hafnia.service.jobs;

import org.hafnia.service.web.Problem;

/** How a run of a job ended; the store parts run in the transaction that ends the job. */
public sealed interface JobOutcome {

  record Succeeded(Runnable store) implements JobOutcome {}

  record Failed(Problem problem, Runnable store) implements JobOutcome {}

  /** It stopped because {@link JobContext#pauseRequested()} said so, where it can go on later. */
  record Paused() implements JobOutcome {}

  /** It stopped because {@link JobContext#cancelRequested()} said so. */
  record Cancelled() implements JobOutcome {}
}
