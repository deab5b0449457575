package org.hafnia.service.jobs.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.JobContext;
import org.hafnia.service.jobs.JobEvents;
import org.hafnia.service.jobs.MadeFile;
import org.jspecify.annotations.Nullable;

/** One run of a job; what its handler sees of the house. */
final class Attempt implements JobContext {

  private static final int LONGEST_MESSAGE = 16_000;

  private final Job job;
  private final Parts parts;
  private final AtomicReference<@Nullable Progress> latest = new AtomicReference<>();
  private volatile boolean cancelled;
  private volatile boolean lost;
  private volatile boolean stopping;

  /** What every attempt works with. */
  record Parts(
      AttemptStore store,
      CheckpointStore checkpoints,
      JobEvents events,
      Patience patience,
      Clock clock) {}

  record Progress(double fraction, String stage, @Nullable Double etaSeconds) {}

  Attempt(Job job, Parts parts) {
    this.job = job;
    this.parts = parts;
  }

  @Override
  public UUID id() {
    return job.id();
  }

  @Override
  public int attempt() {
    return job.attempt();
  }

  @Override
  public String worker() {
    return String.valueOf(job.worker());
  }

  @Override
  public boolean cancelRequested() {
    return cancelled || lost || stopping;
  }

  /** The thread that works never waits for this write; {@link RunningJobs} makes it. */
  @Override
  public void progress(double fraction, String stage, @Nullable Duration eta) {
    var bounded = Math.clamp(fraction, 0.0, 1.0);
    latest.set(new Progress(bounded, stage, eta == null ? null : eta.toMillis() / 1000.0));
  }

  @Override
  public void log(Level level, String message) {
    var text = message.substring(0, Math.min(LONGEST_MESSAGE, message.length()));
    var line = Map.of("level", level.name().toLowerCase(Locale.ROOT), "message", text);
    append(JobEvents.Type.LOG, line, () -> {});
  }

  @Override
  public void epoch(Object metrics, Runnable store) {
    append(JobEvents.Type.EPOCH, metrics, store);
  }

  private void append(JobEvents.Type type, Object data, Runnable store) {
    fenced(
        () -> {
          store.run();
          parts.events().append(id(), type, data, parts.clock().instant());
        });
  }

  @Override
  public Optional<InputStream> checkpoint() {
    return parts.patience().run(() -> parts.checkpoints().open(id()));
  }

  @Override
  public void saveCheckpoint(int epoch, CheckpointWriter writer) throws IOException {
    try {
      fenced(
          () -> {
            write(epoch, writer);
            parts.checkpoints().keepOnly(id(), attempt(), epoch);
            parts.store().forgetCrashes(id());
          });
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  @Override
  public void store(Runnable work) {
    fenced(work);
  }

  private void write(int epoch, CheckpointWriter writer) {
    try {
      parts.checkpoints().write(id(), attempt(), epoch, writer);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void artifact(String name, String mediaType, byte[] content) {
    var file = new MadeFile(name, mediaType, content);
    fenced(() -> parts.store().saveArtifact(id(), file));
  }

  private void fenced(Runnable work) {
    try {
      parts
          .patience()
          .run(
              () -> {
                parts.store().fenced(id(), attempt(), work);
                return true;
              });
    } catch (AttemptStore.FencedOut fencedOut) {
      lost = true;
      throw fencedOut;
    }
  }

  /** The progress not yet written, once. */
  @Nullable Progress takeProgress() {
    return latest.getAndSet(null);
  }

  void cancel() {
    cancelled = true;
  }

  void lose() {
    lost = true;
  }

  void stop() {
    stopping = true;
  }

  boolean cancelledByUser() {
    return cancelled;
  }

  boolean taken() {
    return lost;
  }

  boolean stopped() {
    return stopping;
  }
}
