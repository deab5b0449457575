package org.hafnia.service.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a running job may ask and tell; every write is fenced by the attempt. */
public interface JobContext {

  UUID id();

  int attempt();

  /** The process that runs it. */
  String worker();

  /**
   * Whether to stop now: a user cancelled, the process stops, or another worker took over. Cheap
   * enough for every batch; the handler answers with {@link JobOutcome.Cancelled}.
   */
  boolean cancelRequested();

  /**
   * Whether to stop at the next point from which it can go on; a handler whose kind is pausable
   * answers with {@link JobOutcome.Paused} then. May be taken back.
   */
  boolean pauseRequested();

  /** Tells how far it is, 0 to 1; written a few times a second at most. */
  void progress(double fraction, String stage, @Nullable Duration eta);

  void log(Level level, String message);

  /** Stores the rows of an epoch, its event and its line of the log in one transaction. */
  void epoch(Object metrics, String line, Runnable store);

  /** Stores rows in one transaction, if this attempt still owns the job. */
  void store(Runnable store);

  /** The last whole checkpoint of an earlier attempt; the caller closes it. */
  Optional<InputStream> checkpoint();

  /** Replaces the checkpoint, in one transaction. */
  void saveCheckpoint(int epoch, CheckpointWriter writer) throws IOException;

  /**
   * The same where it is worth what it takes: for a pause that is wanted, or when what a crash
   * would lose has grown to {@code hafnia.jobs.checkpoint-interval}, to many times what writing
   * takes, and to a second for every 2 MB of a checkpoint.
   *
   * @return whether it was written
   */
  boolean offerCheckpoint(int epoch, CheckpointWriter writer) throws IOException;

  /** Stores a file beside the job, replacing one of that name. */
  void artifact(String name, String mediaType, byte[] content);

  /** How much a line of the job's log matters. */
  enum Level {
    INFO,
    WARNING,
    ERROR
  }

  /** Writes a checkpoint, from its first byte to its last. */
  @FunctionalInterface
  interface CheckpointWriter {
    void writeTo(OutputStream out) throws IOException;
  }
}
