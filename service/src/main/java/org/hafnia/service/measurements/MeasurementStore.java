package org.hafnia.service.measurements;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.lists.ListStore;
import org.hafnia.service.lists.SubjectQuery;
import org.hafnia.service.measurements.MeasurementSet.SourceFile;
import org.hafnia.service.measurements.chunks.Chunk;
import org.hafnia.service.measurements.chunks.ChunkSpool;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.summary.MeasurementSummary;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tables {@code measurement_set}, {@code measurement_word} and {@code measurement_chunk}. */
@Component
final class MeasurementStore {

  private static final int COPY_BUFFER = 1 << 16;

  private static final String COLUMNS =
      """
      id, name, kind, sha256, mapping, request, file_name, file_bytes, summary, created_at
      """;

  private static final String SELECT = "select " + COLUMNS + " from measurement_set ";

  private final JdbcClient jdbc;
  private final ListStore lists;
  private final JdbcOperations connections;
  private final JsonMapper json;

  MeasurementStore(JdbcClient jdbc, JdbcOperations connections, ListStore lists, JsonMapper json) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.connections = connections;
    this.json = json;
  }

  /** What a list shows. */
  record Filter(@Nullable String kind, @Nullable String name, @Nullable UUID before, int limit) {}

  /** False where the name or the content is there already. */
  boolean insert(MeasurementSet set) {
    return jdbc.sql(
                """
                insert into measurement_set (id, name, kind, sha256, mapping, request, file_name,
                  file_bytes, rows, devices, summary, created_at)
                values (:id, :name, :kind, :sha256, :mapping, :request::jsonb, :file, :bytes, :rows,
                  :devices, :summary::jsonb, :at)
                on conflict do nothing
                """)
            .param("id", set.id())
            .param("name", set.name())
            .param("kind", set.kind().word())
            .param("sha256", set.sha256())
            .param("mapping", set.mapping())
            .param("request", set.request())
            .param("file", set.file().name())
            .param("bytes", set.file().bytes())
            .param("rows", set.rows())
            .param("devices", set.summary().devices())
            .param("summary", json.writeValueAsString(set.summary()))
            .param("at", Timestamp.from(set.createdAt()))
            .update()
        == 1;
  }

  void insertWords(UUID id, String column, List<String> words) {
    jdbc.sql(
            """
            insert into measurement_word (set_id, column_name, code, word)
            select :id, :column, ordinal - 1, word
            from unnest(:words::text[]) with ordinality as w (word, ordinal)
            """)
        .param("id", id)
        .param("column", column)
        .param("words", words.toArray(String[]::new))
        .update();
  }

  void copyChunks(ChunkSpool spool) {
    connections.execute(
        (java.sql.Connection connection) -> {
          try (var rows = spool.open()) {
            return connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(spool.statement(), rows, COPY_BUFFER);
          } catch (IOException e) {
            throw new SQLException(e);
          }
        });
  }

  /** Chunks from a part on, one after the other. */
  void read(MeasurementSet set, int fromPart, int parts, Chunk.Receiver receiver) {
    String statement = Chunk.statement(set.kind(), set.id(), fromPart, parts);
    connections.execute(
        (java.sql.Connection connection) -> {
          try (var rows = new PGCopyInputStream(connection.unwrap(PGConnection.class), statement)) {
            Chunk.read(rows, set.kind(), receiver);
            return 0;
          } catch (IOException e) {
            throw new SQLException(e);
          }
        });
  }

  List<String> words(UUID id, String column) {
    return jdbc.sql(
            "select word from measurement_word where set_id = ? and column_name = ? order by code")
        .params(id, column)
        .query((row, number) -> row.getString(1))
        .list();
  }

  Optional<MeasurementSet> find(UUID id) {
    return jdbc.sql(SELECT + "where id = ?").param(id).query(this::row).optional();
  }

  /** False where it is gone; otherwise it stays until the end of the transaction. */
  boolean hold(UUID id) {
    return jdbc.sql("select 1 from measurement_set where id = ? for key share")
        .param(id)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  Optional<MeasurementSet> findName(String name) {
    return jdbc.sql(SELECT + "where name = ?").param(name).query(this::row).optional();
  }

  Optional<MeasurementSet> findContent(String sha256) {
    return jdbc.sql(SELECT + "where sha256 = ?").param(sha256).query(this::row).optional();
  }

  /** Newest first. */
  List<MeasurementSet> list(Filter filter) {
    var query =
        SubjectQuery.of("measurement_set")
            .where("s.kind = :kind", "kind", filter.kind())
            .contains("s.name", filter.name())
            .page(filter.before(), filter.limit());
    return lists.page(query.sql(COLUMNS), query.parameters(), this::row);
  }

  List<String> names() {
    return jdbc.sql("select name from measurement_set order by id desc limit 1000")
        .query((row, number) -> row.getString(1))
        .list();
  }

  void delete(UUID id) {
    jdbc.sql("delete from measurement_set where id = ?").param(id).update();
  }

  private MeasurementSet row(ResultSet row, int number) throws SQLException {
    return new MeasurementSet(
        row.getObject("id", UUID.class),
        row.getString("name"),
        MeasurementKind.of(row.getString("kind")).orElseThrow(),
        row.getString("sha256"),
        row.getString("mapping"),
        row.getString("request"),
        new SourceFile(row.getString("file_name"), row.getLong("file_bytes")),
        json.readValue(row.getString("summary"), MeasurementSummary.class),
        row.getTimestamp("created_at").toInstant());
  }
}
