package org.hafnia.service.lists;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads pages, and keeps how PostgreSQL read the last one. */
class Plans extends ListStore {

  private final JdbcClient jdbc;
  private volatile String last = "";

  Plans(JdbcClient jdbc) {
    super(jdbc);
    this.jdbc = jdbc;
  }

  @Override
  public <T> List<T> page(String sql, Map<String, Object> parameters, RowMapper<T> row) {
    var found = super.page(sql, parameters, row);
    last =
        String.join("\n", jdbc.sql("explain " + sql).params(parameters).query(String.class).list());
    return found;
  }

  String last() {
    return last;
  }
}
