package org.hafnia.service.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hafnia.service.web.contract.Cursor;

/** Every list with each of its filters, first pages and deep ones; and single things. */
final class ListingRequests {

  private static final int DEPTHS = 20;

  private final Connection connection;
  private final List<Kind> kinds = new ArrayList<>();

  /**
   * Requests that are measured as one.
   *
   * @param paths taken in turn
   */
  record Kind(String name, List<String> paths) {}

  private ListingRequests(Connection connection) {
    this.connection = connection;
  }

  static List<Kind> of(Connection connection) throws SQLException {
    var requests = new ListingRequests(connection);
    requests.jobs();
    requests.subjects();
    requests.things();
    requests.single();
    return requests.kinds;
  }

  private void jobs() throws SQLException {
    list("/v1/jobs", "job", "");
    for (String state :
        List.of("queued", "running", "paused", "succeeded", "failed", "cancelled")) {
      list("/v1/jobs", "job where state = '" + state + "'", "state=" + state);
    }
    list("/v1/jobs", "job", "state=failed&state=cancelled");
    for (String kind : List.of("training", "fit", "error-rate", "evaluation")) {
      list("/v1/jobs", "job where kind = '" + kind + "'", "kind=" + kind);
    }
    list("/v1/jobs", "job", "kind=evaluation&state=failed");
    list("/v1/jobs", "job", "kind=fit&state=paused");
  }

  private void subjects() throws SQLException {
    String[][] own = {
      {"/v1/trainings", "training", "dataset=mnist", "dataset=wafer-17", "dataset=none"},
      {"/v1/fits", "fit", "measurementSet=copy%203", "measurementSet=wafer%2017", "family=states"},
      {
        "/v1/error-rates",
        "error_rate",
        "cell=1T1R",
        "deviceModel=hfo2-3",
        "deviceModel=wafer-17",
        "measurementSet=wafer%2017",
        "deviceModel=none"
      },
      {"/v1/evaluations", "evaluation", "model=network-3", "model=wafer-17", "dataset=mnist"}
    };
    for (String[] each : own) {
      list(each[0], each[1], "");
      for (String state : List.of("queued", "running", "paused", "failed")) {
        list(each[0], each[1], "state=" + state);
      }
      list(each[0], each[1], "state=failed&state=cancelled");
      list(each[0], each[1], "name=night");
      list(each[0], each[1], "name=1234");
      list(each[0], each[1], "name=nobody%20calls%20it%20so");
      for (int i = 2; i < each.length; i++) {
        list(each[0], each[1], each[i]);
        list(each[0], each[1], each[i] + "&state=failed");
        list(each[0], each[1], each[i] + "&state=queued");
      }
    }
  }

  private void things() throws SQLException {
    for (String filter : List.of("", "kind=retention", "kind=sense", "name=1234", "name=none")) {
      list("/v1/measurement-sets", "measurement_set", filter);
    }
    for (String filter : List.of("", "dataset=mnist", "dataset=wafer-17", "name=77", "name=none")) {
      list("/v1/models", "model", filter);
    }
    list("/v1/models", "model", "training=" + texts("select id from model limit 1").getFirst());
    for (String filter : List.of("", "family=weak-reset", "family=states", "origin=fit")) {
      var names =
          texts(
              "select name from (select name, ntile(20) over (order by name collate \"C\") as part"
                  + " from device_model) n where part > 1 group by part, name"
                  + " order by random() limit 20");
      add("/v1/device-models", filter, "");
      paged("/v1/device-models", filter, names.stream().map(Cursor::ofName).toList());
    }
    for (String path :
        List.of("/v1/datasets", "/v1/networks", "/v1/measurement-mappings", "/v1/capabilities")) {
      add(path, "", "");
    }
    add("/", "", "");
    add("/models", "", "");
  }

  private void single() throws SQLException {
    for (String state : List.of("queued", "running", "succeeded")) {
      var ids =
          texts("select id from job where state = '" + state + "' order by random() limit 20");
      one("/v1/jobs/{id}", state, "/v1/jobs/", ids, "");
    }
    var trainings = ids("training where outcome is not null");
    one("/v1/trainings/{id}", "", "/v1/trainings/", trainings, "");
    one("/v1/trainings/{id}/metrics", "", "/v1/trainings/", trainings, "/metrics");
    one("/v1/jobs/{id}/log", "", "/v1/jobs/", trainings, "/log");
    one("/v1/jobs/{id}/artifacts", "", "/v1/jobs/", trainings, "/artifacts/accuracy.png");
    one("/v1/jobs/{id}/events", "ended", "/v1/jobs/", trainings, "/events");
    one("/jobs/{id}", "page", "/jobs/", trainings, "");
    one("/v1/fits/{id}", "", "/v1/fits/", ids("fit where result is not null"), "");
    one("/v1/error-rates/{id}", "", "/v1/error-rates/", ids("error_rate"), "");
    one("/v1/evaluations/{id}", "", "/v1/evaluations/", ids("evaluation"), "");
    one("/v1/models/{id}", "", "/v1/models/", ids("model"), "");
    one("/v1/measurement-sets/{id}", "", "/v1/measurement-sets/", ids("measurement_set"), "");
    var points = texts("select set_id from measurement_chunk limit 1");
    one("/v1/measurement-sets/{id}/points", "", "/v1/measurement-sets/", points, "/points");
    var models = texts("select name from device_model order by random() limit 20");
    one("/v1/device-models/{name}", "", "/v1/device-models/", models, "");
  }

  /** First pages of the default size and of the greatest one, and pages at all depths. */
  private void list(String path, String rows, String filter) throws SQLException {
    add(path, filter, "");
    if (filter.isEmpty() || filter.equals("state=queued")) {
      add(path, filter, "limit=500");
    }
    var depths = new ArrayList<String>();
    for (String id :
        texts(
            "select percentile_disc(d / (%d + 1.0)) within group (order by id::text) from %s,"
                    .formatted(DEPTHS, rows.replaceFirst(" where .*", ""))
                + " generate_series(1, %d) d group by d".formatted(DEPTHS))) {
      depths.add(Cursor.of(UUID.fromString(id)));
    }
    paged(path, filter, depths);
  }

  private void add(String path, String filter, String more) {
    var query = new ArrayList<String>();
    for (String part : List.of(filter, more)) {
      if (!part.isEmpty()) {
        query.add(part);
      }
    }
    String all = path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    kinds.add(new Kind(all, List.of(all)));
  }

  private void paged(String path, String filter, List<String> cursors) {
    String start = path + "?" + (filter.isEmpty() ? "" : filter + "&");
    var paths = cursors.stream().map(cursor -> start + "cursor=" + cursor).toList();
    kinds.add(new Kind(start + "cursor=(deep)", paths));
  }

  private void one(String name, String note, String start, List<String> ids, String end) {
    var paths =
        ids.stream()
            .map(id -> start + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20"))
            .map(path -> path + end)
            .toList();
    kinds.add(new Kind(name + (note.isEmpty() ? "" : " (" + note + ")"), paths));
  }

  private List<String> ids(String rows) throws SQLException {
    return texts("select id from " + rows + " order by random() limit 20");
  }

  private List<String> texts(String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }
}
