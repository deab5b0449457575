package org.hafnia.service.jobs.worker;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.jobs.JobContext.CheckpointWriter;
import org.hafnia.service.parts.PartInput;
import org.hafnia.service.parts.PartOutput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code checkpoint}: streams in parts, of which one at a time is in memory. */
@Repository
class CheckpointStore {

  private final JdbcClient jdbc;

  CheckpointStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Latest(int attempt, int epoch) {}

  Optional<InputStream> open(UUID id) {
    return jdbc.sql(
            """
            select attempt, epoch from checkpoint where job_id = :id
            order by attempt desc, epoch desc limit 1
            """)
        .param("id", id)
        .query(Latest.class)
        .optional()
        .map(latest -> new PartInput(part -> read(id, latest, part)));
  }

  private Optional<byte[]> read(UUID id, Latest latest, int part) {
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
        .optional();
  }

  /**
   * Writes beside the checkpoint that is there; see {@link #keepOnly}.
   *
   * @return bytes written
   */
  long write(UUID id, int attempt, int epoch, CheckpointWriter writer) throws IOException {
    jdbc.sql("delete from checkpoint where job_id = :id and attempt = :attempt and epoch = :epoch")
        .param("id", id)
        .param("attempt", attempt)
        .param("epoch", epoch)
        .update();
    var parts =
        new PartOutput((part, content) -> insert(id, new Latest(attempt, epoch), part, content));
    writer.writeTo(parts);
    long bytes = parts.bytes();
    parts.finish();
    return bytes;
  }

  private void insert(UUID id, Latest latest, int part, byte[] content) {
    jdbc.sql(
            """
            insert into checkpoint (job_id, attempt, epoch, part, content)
            values (:id, :attempt, :epoch, :part, :content)
            """)
        .param("id", id)
        .param("attempt", latest.attempt())
        .param("epoch", latest.epoch())
        .param("part", part)
        .param("content", content)
        .update();
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
}
