package org.hafnia.service.networks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code network}. */
@Component
final class NetworkStore {

  private static final String COLUMNS = "select name, title, source, description, created_at ";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  NetworkStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** Until the end of the transaction nobody else gives, takes or uses this name. */
  void lock(String name) {
    lock("pg_advisory_xact_lock", name);
  }

  /** Until the end of the transaction nobody gives or takes this name. */
  void hold(String name) {
    lock("pg_advisory_xact_lock_shared", name);
  }

  private void lock(String function, String name) {
    jdbc.sql("select " + function + "(hashtextextended('network ' || :name, 0))::text")
        .param("name", name)
        .query()
        .listOfRows();
  }

  void insert(StoredNetwork network) {
    jdbc.sql(
            """
            insert into network (name, title, source, sha256, description, created_at)
            values (:name, :title, :source, :sha256, :description::jsonb, :at)
            """)
        .param("name", network.name())
        .param("title", network.title())
        .param("source", network.source())
        .param("sha256", network.sha256())
        .param("description", json.writeValueAsString(network.spec()))
        .param("at", network.createdAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<StoredNetwork> find(String name) {
    return jdbc.sql(COLUMNS + "from network where name = :name")
        .param("name", name)
        .query(this::row)
        .optional();
  }

  /** By name, those after the given one. */
  List<StoredNetwork> list(@Nullable String after, int limit) {
    return jdbc.sql(
            COLUMNS
                + """
                from network
                where (:after::text is null or name collate "C" > :after collate "C")
                order by name collate "C" limit :limit
                """)
        .param("after", after)
        .param("limit", limit)
        .query(this::row)
        .list();
  }

  boolean delete(String name) {
    return jdbc.sql("delete from network where name = :name").param("name", name).update() == 1;
  }

  private StoredNetwork row(ResultSet row, int number) throws SQLException {
    return new StoredNetwork(
        row.getString("name"),
        row.getString("title"),
        row.getString("source"),
        json.readValue(row.getString("description"), NetworkSpec.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
