package org.hafnia.service.lists;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The newest rows of a table, many of whose rows are subjects of jobs: first the ids of the page,
 * from the job, from the subject or from both, as the conditions need it, then their rows. So a
 * walk past thousands of rows that do not fit goes along an index and touches none of them.
 */
public final class SubjectQuery {

  private final String table;
  private final @Nullable String kind;
  private final List<String> ofJob = new ArrayList<>();
  private final List<String> ofSubject = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private @Nullable UUID before;

  private SubjectQuery(String table, @Nullable String kind) {
    this.table = table;
    this.kind = kind;
  }

  /** Rows that have no jobs. */
  public static SubjectQuery of(String table) {
    return new SubjectQuery(table, null);
  }

  /** Rows that have the ids of jobs of that kind. */
  public static SubjectQuery of(String table, String kind) {
    return new SubjectQuery(table, kind);
  }

  /** A condition that always holds; {@code s} is the row. */
  public SubjectQuery where(String condition) {
    ofSubject.add(condition);
    return this;
  }

  /** A condition with a parameter of that name; none where its value is null. */
  public SubjectQuery where(String condition, String name, @Nullable Object value) {
    add(ofSubject, condition, name, value);
    return this;
  }

  /** The job is in one of the states; any at all where there are none. */
  public SubjectQuery states(Collection<String> states) {
    // One value keeps the order of an index that begins with the column.
    if (states.size() == 1) {
      add(ofJob, "j.state = :state", "state", states.iterator().next());
    } else if (!states.isEmpty()) {
      add(ofJob, "j.state in (:states)", "states", states);
    }
    return this;
  }

  /** The name of the job contains the text, in any case. */
  public SubjectQuery jobName(@Nullable String text) {
    add(ofJob, "position(lower(:job_name) in lower(j.name)) > 0", "job_name", text);
    return this;
  }

  /** A column of the row contains the text, in any case. */
  public SubjectQuery contains(String column, @Nullable String text) {
    add(ofSubject, "position(lower(:text) in lower(" + column + ")) > 0", "text", text);
    return this;
  }

  /** At most so many rows, those with smaller ids than the last one of the page before. */
  public SubjectQuery page(@Nullable UUID last, int limit) {
    before = last;
    if (last != null) {
      parameters.put("before", last);
    }
    parameters.put("rows", limit);
    return this;
  }

  private void add(List<String> to, String condition, String name, @Nullable Object value) {
    if (value != null) {
      to.add(condition);
      parameters.put(name, value);
    }
  }

  /** Those columns of the rows, newest first. */
  public String sql(String columns) {
    return """
    with ids as materialized (
      select %s.id from %s%s order by %s.id desc limit :rows)
    select %s from ids join %s s using (id) order by s.id desc
    """
        .formatted(key(), tables(), conditions(), key(), columns, table);
  }

  public Map<String, Object> parameters() {
    return Map.copyOf(parameters);
  }

  private String key() {
    return ofJob.isEmpty() ? "s" : "j";
  }

  private String tables() {
    if (ofJob.isEmpty()) {
      return table + " s";
    }
    return ofSubject.isEmpty() ? "job j" : "job j join " + table + " s using (id)";
  }

  private String conditions() {
    var all = new ArrayList<String>(ofSubject);
    if (!ofJob.isEmpty()) {
      all.add("j.kind = '" + kind + "'");
      all.addAll(ofJob);
    }
    if (before != null) {
      all.add(key() + ".id < :before");
      if (!ofJob.isEmpty() && !ofSubject.isEmpty()) {
        // PostgreSQL does not conclude it from the join, and would walk from the newest row.
        all.add("s.id < :before");
      }
    }
    return all.isEmpty() ? "" : " where " + String.join(" and ", all);
  }
}
