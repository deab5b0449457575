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

  /** Tells how far it is, 0 to 1; written a few times a second at most. */
  void progress(double fraction, String stage, @Nullable Duration eta);

  void log(Level level, String message);

  /** Stores the rows of an epoch and its event in one transaction. */
  void epoch(Object metrics, Runnable store);

  /** The last whole checkpoint of an earlier attempt; the caller closes it. */
  Optional<InputStream> checkpoint();

  /** Replaces the checkpoint, in one transaction. */
  void saveCheckpoint(int epoch, CheckpointWriter writer) throws IOException;

  /** Stores something in one transaction, which fails where the attempt is no longer this one. */
  void store(Runnable work);

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
