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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.JobContext;
import org.hafnia.service.jobs.JobEvents;
import org.hafnia.service.jobs.MadeFile;
import org.jspecify.annotations.Nullable;

/** One run of a job; what its handler sees of the house. */
final class Attempt implements JobContext {

  private static final int LONGEST_MESSAGE = 16_000;

  /** Time between checkpoints over what one takes: a twentieth of a job's time goes into them. */
  private static final int CHECKPOINT_PATIENCE = 20;

  /** Of checkpoints, on average: the database writes each of them to its log, then to its table. */
  private static final long BYTES_PER_SECOND = 2_000_000;

  private final Job job;
  private final Parts parts;
  private final AtomicReference<@Nullable Progress> latest = new AtomicReference<>();
  private volatile boolean cancelled;
  private volatile boolean lost;
  private volatile boolean stopping;
  private volatile boolean pausing;
  // Of the thread that works alone.
  private long savedAt = System.nanoTime();
  private long betweenCheckpoints;

  /** What every attempt works with. */
  record Parts(
      AttemptStore store,
      CheckpointStore checkpoints,
      JobEvents events,
      Patience patience,
      Clock clock,
      Duration checkpointInterval) {}

  record Progress(double fraction, String stage, @Nullable Double etaSeconds) {}

  Attempt(Job job, Parts parts) {
    this.job = job;
    this.parts = parts;
    this.betweenCheckpoints = parts.checkpointInterval().toNanos();
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

  @Override
  public boolean pauseRequested() {
    return pausing;
  }

  /** The thread that works never waits for this write; {@link RunningJobs} makes it. */
  @Override
  public void progress(double fraction, String stage, @Nullable Duration eta) {
    var bounded = Math.clamp(fraction, 0.0, 1.0);
    latest.set(new Progress(bounded, stage, eta == null ? null : eta.toMillis() / 1000.0));
  }

  @Override
  public void log(Level level, String message) {
    append(() -> {}, line(level, message));
  }

  private static JobEvents.Event line(Level level, String message) {
    var text = message.substring(0, Math.min(LONGEST_MESSAGE, message.length()));
    var line = Map.of("level", level.name().toLowerCase(Locale.ROOT), "message", text);
    return new JobEvents.Event(JobEvents.Type.LOG, line);
  }

  @Override
  public void epoch(Object metrics, String line, Runnable store) {
    append(store, new JobEvents.Event(JobEvents.Type.EPOCH, metrics), line(Level.INFO, line));
  }

  @Override
  public void store(Runnable store) {
    fenced(store);
  }

  private void append(Runnable store, JobEvents.Event... events) {
    fenced(
        () -> {
          store.run();
          parts.events().append(id(), parts.clock().instant(), events);
        });
  }

  @Override
  public Optional<InputStream> checkpoint() {
    return parts.patience().run(() -> parts.checkpoints().open(id()));
  }

  @Override
  public boolean offerCheckpoint(int epoch, CheckpointWriter writer) throws IOException {
    if (!pausing && System.nanoTime() - savedAt < betweenCheckpoints) {
      return false;
    }
    saveCheckpoint(epoch, writer);
    return true;
  }

  @Override
  public void saveCheckpoint(int epoch, CheckpointWriter writer) throws IOException {
    long began = System.nanoTime();
    var bytes = new AtomicLong();
    try {
      fenced(
          () -> {
            bytes.set(write(epoch, writer));
            parts.checkpoints().keepOnly(id(), attempt(), epoch);
            parts.store().forgetCrashes(id());
          });
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
    savedAt = System.nanoTime();
    betweenCheckpoints =
        Math.max(
            parts.checkpointInterval().toNanos(),
            Math.max(
                CHECKPOINT_PATIENCE * (savedAt - began),
                TimeUnit.SECONDS.toNanos(bytes.get()) / BYTES_PER_SECOND));
  }

  private long write(int epoch, CheckpointWriter writer) {
    try {
      return parts.checkpoints().write(id(), attempt(), epoch, writer);
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

  void pause(boolean wanted) {
    pausing = wanted;
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
