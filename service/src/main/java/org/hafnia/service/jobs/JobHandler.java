package org.hafnia.service.jobs;

/** Runs one kind of job; features implement it, this package never depends on them. */
public interface JobHandler {

  JobKind kind();

  /** Does the work. Throwing marks the job failed, with the exception as its problem. */
  JobOutcome run(JobContext context) throws Exception;
}
