package org.hafnia.service.jobs.worker;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.jobs.JobContext.CheckpointWriter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code checkpoint}: streams in parts, of which one at a time is in memory. */
@Repository
class CheckpointStore {

  private static final int PART_BYTES = 4 << 20;

  private final JdbcClient jdbc;

  CheckpointStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Latest(int attempt, int epoch, int parts) {}

  Optional<InputStream> open(UUID id) {
    return jdbc.sql(
            """
            select attempt, epoch, count(*)::int as parts from checkpoint where job_id = :id
            group by attempt, epoch order by attempt desc, epoch desc limit 1
            """)
        .param("id", id)
        .query(Latest.class)
        .optional()
        .map(latest -> new SequenceInputStream(parts(id, latest)));
  }

  private Enumeration<InputStream> parts(UUID id, Latest latest) {
    return Collections.enumeration(
        new AbstractList<InputStream>() {
          @Override
          public InputStream get(int part) {
            return new ByteArrayInputStream(read(id, latest, part));
          }

          @Override
          public int size() {
            return latest.parts();
          }
        });
  }

  private byte[] read(UUID id, Latest latest, int part) {
    return jdbc.sql(
            """
            select content from checkpoint
            where job_id = :id and attempt = :attempt and epoch = :epoch and part = :part
            """)
        .param("id", id)
        .param("attempt", latest.attempt())
        .param("epoch", latest.epoch())
        .param("part", part)
        .query((row, number) -> row.getBytes("content"))
        .single();
  }

  /** Writes beside the checkpoint that is there; see {@link #keepOnly}. */
  void write(UUID id, int attempt, int epoch, CheckpointWriter writer) throws IOException {
    jdbc.sql("delete from checkpoint where job_id = :id and attempt = :attempt and epoch = :epoch")
        .param("id", id)
        .param("attempt", attempt)
        .param("epoch", epoch)
        .update();
    try (var parts = new Parts(id, attempt, epoch)) {
      writer.writeTo(parts);
      parts.finish();
    }
  }

  /** Makes the checkpoint of that attempt and epoch the only one. */
  void keepOnly(UUID id, int attempt, int epoch) {
    jdbc.sql(
            """
            delete from checkpoint
            where job_id = :id and (attempt, epoch) <> (:attempt, :epoch)
            """)
        .param("id", id)
        .param("attempt", attempt)
        .param("epoch", epoch)
        .update();
  }

  void delete(UUID id) {
    jdbc.sql("delete from checkpoint where job_id = :id").param("id", id).update();
  }

  /** Every part but the last one is full, however its writer flushes. */
  private final class Parts extends OutputStream {

    private final UUID id;
    private final int attempt;
    private final int epoch;
    private final byte[] buffer = new byte[PART_BYTES];
    private int filled;
    private int part;

    Parts(UUID id, int attempt, int epoch) {
      this.id = id;
      this.attempt = attempt;
      this.epoch = epoch;
    }

    @Override
    public void write(int single) {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      int at = from;
      while (at < from + length) {
        int taken = Math.min(from + length - at, PART_BYTES - filled);
        System.arraycopy(bytes, at, buffer, filled, taken);
        at += taken;
        filled += taken;
        if (filled == PART_BYTES) {
          insert();
        }
      }
    }

    /** Writes what is left; a checkpoint has one part at least. */
    void finish() {
      if (filled > 0 || part == 0) {
        insert();
      }
    }

    private void insert() {
      jdbc.sql(
              """
              insert into checkpoint (job_id, attempt, epoch, part, content)
              values (:id, :attempt, :epoch, :part, :content)
              """)
          .param("id", id)
          .param("attempt", attempt)
          .param("epoch", epoch)
          .param("part", part++)
          .param("content", Arrays.copyOf(buffer, filled))
          .update();
      filled = 0;
    }
  }
}
