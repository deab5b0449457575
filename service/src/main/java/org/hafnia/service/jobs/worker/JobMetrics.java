package org.hafnia.service.jobs.worker;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hafnia.service.jobs.JobState;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Length of the queue, paused jobs, running jobs by kind, durations by kind and end. */
@Component
class JobMetrics {

  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();

  JobMetrics(MeterRegistry registry, JdbcClient jdbc) {
    this.registry = registry;
    registry.gauge("hafnia.jobs.queued", jdbc, db -> count(db, JobState.QUEUED));
    registry.gauge("hafnia.jobs.paused", jdbc, db -> count(db, JobState.PAUSED));
  }

  private static double count(JdbcClient jdbc, JobState state) {
    try {
      return jdbc.sql("select count(*) from job where state = ?")
          .param(state.text())
          .query(Long.class)
          .single();
    } catch (DataAccessException away) {
      return Double.NaN;
    }
  }

  void started(String kind) {
    running.computeIfAbsent(kind, this::gauge).incrementAndGet();
  }

  void stopped(String kind) {
    running.computeIfAbsent(kind, this::gauge).decrementAndGet();
  }

  private AtomicInteger gauge(String kind) {
    var count = new AtomicInteger();
    registry.gauge("hafnia.jobs.running", Tags.of("kind", kind), count);
    return count;
  }

  /**
   * Records a run.
   *
   * @param state none where another worker took the job over
   */
  void ran(String kind, @Nullable JobState state, Duration duration) {
    var end = state == null ? "taken" : state.text();
    registry.timer("hafnia.jobs.duration", "kind", kind, "end", end).record(duration);
  }
}
