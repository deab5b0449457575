package org.hafnia.service.lists;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads pages. */
@Repository
public class ListStore {

  /**
   * For the rest of the transaction. A plan for these very values: one data set may have a hundred
   * thousand trainings and the next one three, and no plan is good for both. And row after row
   * until the page is full: a merge would walk through all rows of one table to meet few of the
   * other.
   */
  private static final String PLANNING =
      """
      select set_config('plan_cache_mode', 'force_custom_plan', true),
             set_config('enable_mergejoin', 'off', true)
      """;

  private final JdbcClient jdbc;

  ListStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  public <T> List<T> page(String sql, Map<String, Object> parameters, RowMapper<T> row) {
    jdbc.sql(PLANNING).query().singleRow();
    return jdbc.sql(sql).params(parameters).query(row).list();
  }
}
