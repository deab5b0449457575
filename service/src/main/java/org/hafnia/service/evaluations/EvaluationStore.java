package org.hafnia.service.evaluations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.devices.ModelReferences;
import org.hafnia.service.evaluations.spec.EvaluationSpec;
import org.hafnia.service.lists.ListStore;
import org.hafnia.service.lists.SubjectQuery;
import org.hafnia.service.models.StoredModel;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code evaluation}; keeps what its rows need. */
@Component
final class EvaluationStore implements ModelReferences {

  private static final String COLUMNS =
      """
      s.id, s.spec, s.spec_sha256, s.model_id, s.accuracy, s.rate_of_1_point, s.energy_joule
      """;

  private final JdbcClient jdbc;
  private final ListStore lists;
  private final JsonMapper json;

  EvaluationStore(JdbcClient jdbc, ListStore lists, JsonMapper json) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
  }

  /**
   * A row of table {@code evaluation}.
   *
   * @param result as the contract shapes it, in JSON
   */
  record Row(
      UUID id,
      EvaluationSpec spec,
      String specSha256,
      UUID modelId,
      Headline headline,
      @Nullable String result) {}

  /** The numbers that lists show; all absent before the end. */
  record Headline(
      @Nullable Double accuracy, @Nullable Double rateOf1Point, @Nullable Double energyJoule) {}

  /** What a list shows. */
  record Filter(
      List<String> states,
      @Nullable String name,
      @Nullable String model,
      @Nullable String dataset,
      @Nullable UUID before,
      int limit) {}

  void insert(UUID id, String request, EvaluationCheck.Checked checked) {
    var spec = checked.spec();
    var model = checked.model();
    jdbc.sql(
            """
            insert into evaluation (id, request, spec, spec_sha256, model_id, model, model_sha256,
              dataset, errors, seed, points)
            values (:id, :request::jsonb, :spec::jsonb, :sha256, :modelId, :model, :modelSha256,
              :dataset, :errors, :seed, :points)
            """)
        .param("id", id)
        .param("request", request)
        .param("spec", json.writeValueAsString(spec))
        .param("sha256", spec.sha256())
        .param("modelId", model.id())
        .param("model", model.name())
        .param("modelSha256", model.sha256())
        .param("dataset", spec.dataset())
        .param("errors", spec.errors().kind())
        .param("seed", spec.seed())
        .param("points", checked.planned().points().size())
        .update();
  }

  Optional<Row> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + ", s.result from evaluation s where s.id = ?")
        .param(id)
        .query((row, number) -> row(row, row.getString("result")))
        .optional();
  }

  /** Rows without their results, newest first. */
  List<Row> list(Filter filter) {
    var query =
        SubjectQuery.of("evaluation", "evaluation")
            .states(filter.states())
            .jobName(filter.name())
            .where("s.model = :model", "model", filter.model())
            .where("s.dataset = :dataset", "dataset", filter.dataset())
            .page(filter.before(), filter.limit());
    return lists.page(query.sql(COLUMNS), query.parameters(), (row, number) -> row(row, null));
  }

  private Row row(ResultSet row, @Nullable String result) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        json.readValue(row.getString("spec"), EvaluationSpec.class),
        row.getString("spec_sha256"),
        row.getObject("model_id", UUID.class),
        new Headline(
            row.getObject("accuracy", Double.class),
            row.getObject("rate_of_1_point", Double.class),
            row.getObject("energy_joule", Double.class)),
        result);
  }

  @Override
  public Optional<String> use(String name) {
    return jdbc.sql(
            """
            select 'the evaluation ' || id from evaluation
            where jsonb_path_exists(spec, '$.errors.device.**.deviceModel ? (@ == $name)',
                                    jsonb_build_object('name', :name::text))
            order by id limit 1
            """)
        .param("name", name)
        .query(String.class)
        .optional();
  }

  /** Those that need the model still, in words. */
  List<String> holders(StoredModel model) {
    return jdbc.sql(
            """
            select 'the evaluation ' || id from evaluation join job using (id)
            where model_id = ? and state in ('queued', 'running') order by id limit 5
            """)
        .param(model.id())
        .query((row, number) -> row.getString(1))
        .list();
  }

  void end(UUID id, Headline headline, String engine, String result) {
    jdbc.sql(
            """
            update evaluation set accuracy = :accuracy, rate_of_1_point = :rate,
              energy_joule = :energy, engine = :engine, result = :result::jsonb
            where id = :id
            """)
        .param("id", id)
        .param("accuracy", headline.accuracy())
        .param("rate", headline.rateOf1Point())
        .param("energy", headline.energyJoule())
        .param("engine", engine)
        .param("result", result)
        .update();
  }
}
