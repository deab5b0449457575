package org.hafnia.service.jobs.worker;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are run.
 *
 * @param home tells workers of one machine apart, together with its name
 * @param workers jobs side by side in this process
 * @param pollInterval between looks for due jobs; those queued by this process start at once
 * @param heartbeat of a running job
 * @param pulse between looks at the cancel flags of running jobs
 * @param progressInterval between writes of one job's progress
 * @param checkpointInterval shortest time between checkpoints of one job whose epochs are short
 * @param niceness of the threads that run jobs, on Linux: 0 is that of the threads that answer
 * @param crashLimit workers that may vanish under a job without a new checkpoint, then it fails
 * @param databasePatience how long a running job waits for a lost database before it is given up
 * @param stopWait for running jobs at a shutdown
 */
@Validated
@ConfigurationProperties("hafnia.jobs")
record JobsProperties(
    Path home,
    @DefaultValue("2") @Min(1) @Max(256) int workers,
    @DefaultValue("1s") Duration pollInterval,
    @DefaultValue("5s") Duration heartbeat,
    @DefaultValue("200ms") Duration pulse,
    @DefaultValue("400ms") Duration progressInterval,
    @DefaultValue("2s") Duration checkpointInterval,
    @DefaultValue("10") @Min(0) @Max(19) int niceness,
    @DefaultValue("5") @Min(1) int crashLimit,
    @DefaultValue("5m") Duration databasePatience,
    @DefaultValue("2m") Duration stopWait) {

  /** Heartbeats missed before a job is handed to another worker; the library asks for four. */
  int missedHeartbeats() {
    return 4;
  }
}
