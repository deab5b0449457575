package org.hafnia.service.jobs.http;

/** What a process does. */
enum Role {
  /** Serves the API and runs jobs. */
  ALL,
  /** Serves the API. */
  API,
  /** Runs jobs, and serves its probes and metrics only. */
  WORKER
}
