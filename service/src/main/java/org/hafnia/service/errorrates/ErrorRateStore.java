package org.hafnia.service.errorrates;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.devices.ModelReferences;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.errorrates.sources.Origin;
import org.hafnia.service.lists.ListStore;
import org.hafnia.service.lists.SubjectQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code error_rate}; keeps the device models that its rows were worked out with. */
@Component
final class ErrorRateStore implements ModelReferences {

  private final JdbcClient jdbc;
  private final ListStore lists;
  private final JsonMapper json;

  ErrorRateStore(JdbcClient jdbc, ListStore lists, JsonMapper json) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
  }

  /**
   * A row of table {@code error_rate}.
   *
   * @param result as the contract shapes it, in JSON
   */
  record Row(UUID id, Question question, String specSha256, @Nullable String result) {}

  /** What a list shows. */
  record Filter(
      List<String> states,
      @Nullable String name,
      @Nullable String cell,
      @Nullable String deviceModel,
      @Nullable String measurementSet,
      @Nullable UUID before,
      int limit) {}

  /** The numbers of a result that are asked for by hand. */
  record Summary(
      @Nullable Double rate,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double energyJoule) {}

  void insert(UUID id, String request, QuestionCheck.Checked checked) {
    var question = checked.question();
    Origin origin = checked.source().origin();
    jdbc.sql(
            """
            insert into error_rate (id, request, spec, spec_sha256, cell, device_model,
              device_model_sha256, retention_model, retention_model_sha256, measurement_set_id,
              measurement_set, measurement_set_sha256, amplifier_model, amplifier_model_sha256,
              seed, points)
            values (:id, :request::jsonb, :spec::jsonb, :sha256, :cell, :model, :modelSha256,
              :retention, :retentionSha256, :setId, :set, :setSha256, :amplifier, :amplifierSha256,
              :seed, :points)
            """)
        .param("id", id)
        .param("request", request)
        .param("spec", json.writeValueAsString(question))
        .param("sha256", question.sha256())
        .param("cell", question.cell())
        .param("model", origin.deviceModel())
        .param("modelSha256", origin.deviceModelSha256())
        .param("retention", origin.retentionModel())
        .param("retentionSha256", origin.retentionModelSha256())
        .param("setId", origin.measurementSetId())
        .param("set", origin.measurementSet())
        .param("setSha256", origin.measurementSetSha256())
        .param("amplifier", origin.amplifierModel())
        .param("amplifierSha256", origin.amplifierModelSha256())
        .param("seed", question.seed())
        .param("points", checked.points())
        .update();
  }

  Optional<Row> find(UUID id) {
    return jdbc.sql("select id, spec, spec_sha256, result from error_rate where id = ?")
        .param(id)
        .query((row, number) -> row(row, row.getString("result")))
        .optional();
  }

  /** Rows without their results, newest first. */
  List<Row> list(Filter filter) {
    var query =
        SubjectQuery.of("error_rate", "error-rate")
            .states(filter.states())
            .jobName(filter.name())
            .where("s.cell = :cell", "cell", filter.cell())
            .where(
                "(s.device_model = :model or s.retention_model = :model"
                    + " or s.amplifier_model = :model)",
                "model",
                filter.deviceModel())
            .where("s.measurement_set = :set", "set", filter.measurementSet())
            .page(filter.before(), filter.limit());
    return lists.page(
        query.sql("s.id, s.spec, s.spec_sha256"),
        query.parameters(),
        (row, number) -> row(row, null));
  }

  private Row row(ResultSet row, @Nullable String result) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        json.readValue(row.getString("spec"), Question.class),
        row.getString("spec_sha256"),
        result);
  }

  @Override
  public Optional<String> use(String name) {
    return jdbc.sql(
            """
            select 'the error rate ' || id from error_rate
            where device_model = :name or retention_model = :name or amplifier_model = :name
            order by id limit 1
            """)
        .param("name", name)
        .query(String.class)
        .optional();
  }

  void end(UUID id, Summary summary, String result) {
    jdbc.sql(
            """
            update error_rate set ber = :rate, ber_low = :low, ber_high = :high,
              energy_joule = :energy, result = :result::jsonb
            where id = :id
            """)
        .param("id", id)
        .param("rate", summary.rate())
        .param("low", summary.low())
        .param("high", summary.high())
        .param("energy", summary.energyJoule())
        .param("result", result)
        .update();
  }
}
