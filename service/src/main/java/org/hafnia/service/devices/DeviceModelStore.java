package org.hafnia.service.devices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.devices.KnownModel.Origin;
import org.hafnia.service.lists.ListStore;
import org.hafnia.simulator.device.description.ModelDescription;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code device_model}. */
@Component
final class DeviceModelStore {

  private static final String COLUMNS = "sha256, origin, fit_id, pictures, created_at";

  private final JdbcClient jdbc;
  private final ListStore lists;
  private final JsonMapper json;

  DeviceModelStore(JdbcClient jdbc, ListStore lists, JsonMapper json) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
  }

  /** Which models a list shows, by name. */
  record Filter(
      @Nullable String family, @Nullable String origin, @Nullable String after, int limit) {}

  /** Until the end of the transaction nobody else gives, takes or uses this name. */
  void lock(String name) {
    lock("pg_advisory_xact_lock", name);
  }

  /** Until the end of the transaction nobody gives or takes this name. */
  void hold(String name) {
    lock("pg_advisory_xact_lock_shared", name);
  }

  private void lock(String function, String name) {
    jdbc.sql("select " + function + "(hashtextextended('device_model ' || :name, 0))::text")
        .param("name", name)
        .query()
        .listOfRows();
  }

  /** False where the name is taken. */
  boolean insert(KnownModel model) {
    var description = model.description();
    var createdAt = model.createdAt();
    return jdbc.sql(
                """
                insert into device_model
                  (name, family, sha256, description, origin, fit_id, pictures, created_at)
                values (:name, :family, :sha256, :description::jsonb, :origin, :fit, :pictures, :at)
                on conflict do nothing
                """)
            .param("name", description.name())
            .param("family", description.family().word())
            .param("sha256", model.sha256())
            .param("description", json.writeValueAsString(description))
            .param("origin", model.origin().word())
            .param("fit", model.fitId())
            .param("pictures", model.pictures().toArray(String[]::new))
            .param("at", createdAt == null ? null : createdAt.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  Optional<KnownModel> find(String name) {
    return jdbc.sql("select description, " + COLUMNS + " from device_model where name = :name")
        .param("name", name)
        .query(this::row)
        .optional();
  }

  /** Models without their tables, by name. */
  List<KnownModel> list(Filter filter) {
    var conditions = new ArrayList<String>();
    var parameters = new HashMap<String, Object>(Map.of("limit", filter.limit()));
    if (filter.family() != null) {
      conditions.add("family = :family");
      parameters.put("family", filter.family());
    }
    if (filter.origin() != null) {
      conditions.add("origin = :origin");
      parameters.put("origin", filter.origin());
    }
    if (filter.after() != null) {
      conditions.add("name collate \"C\" > :after");
      parameters.put("after", filter.after());
    }
    // The page first: only of its rows are the tables cut off.
    String sql =
        """
        with page as materialized (
          select name from device_model %s order by name collate "C" limit :limit)
        select jsonb_set(description, '{tables}', '{}') as description, %s
        from page join device_model using (name) order by name collate "C"
        """
            .formatted(
                conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions), COLUMNS);
    return lists.page(sql, parameters, this::row);
  }

  List<String> names() {
    return jdbc.sql("select name from device_model order by name collate \"C\"")
        .query((row, number) -> row.getString("name"))
        .list();
  }

  boolean delete(String name) {
    return jdbc.sql("delete from device_model where name = :name").param("name", name).update()
        == 1;
  }

  private KnownModel row(ResultSet row, int number) throws SQLException {
    return new KnownModel(
        json.readValue(row.getString("description"), ModelDescription.class),
        row.getString("sha256"),
        Origin.of(row.getString("origin")),
        row.getObject("fit_id", UUID.class),
        List.of((String[]) row.getArray("pictures").getArray()),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
