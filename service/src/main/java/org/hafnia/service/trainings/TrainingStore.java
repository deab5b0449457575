package org.hafnia.service.trainings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.lists.ListStore;
import org.hafnia.service.lists.SubjectQuery;
import org.hafnia.service.trainings.TrainingOverview.Epoch;
import org.hafnia.simulator.training.EpochMetrics;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tables {@code training}, {@code epoch_metric} and {@code training_fold}. */
@Component
final class TrainingStore {

  private static final String COLUMNS =
      """
      s.id, s.spec, s.spec_sha256, s.test_accuracy, s.test_accuracy_low, s.test_accuracy_high
      """;

  private final JdbcClient jdbc;
  private final ListStore lists;
  private final JsonMapper json;

  TrainingStore(JdbcClient jdbc, ListStore lists, JsonMapper json) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
  }

  /**
   * A row of table {@code training}.
   *
   * @param result as the contract shapes it, in JSON
   */
  record Row(UUID id, Spec spec, String specSha256, Accuracy accuracy, @Nullable String result) {}

  /** Of the test, with its interval; all absent before the end. */
  record Accuracy(@Nullable Double value, @Nullable Double low, @Nullable Double high) {}

  /** What a list shows. */
  record Filter(
      List<String> states,
      @Nullable String name,
      @Nullable String dataset,
      @Nullable UUID before,
      int limit) {}

  /** The numbers of a result that are asked for by hand. */
  record Summary(
      String outcome,
      @Nullable Double testAccuracy,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Long pulses,
      @Nullable Double energyJoule) {}

  Row insert(UUID id, String request, Spec spec) {
    var row = new Row(id, spec, spec.sha256(), new Accuracy(null, null, null), null);
    jdbc.sql(
            """
            insert into training (id, request, spec, spec_sha256, dataset, network, scheme,
                                  device_model, seed, epochs)
            values (:id, :request::jsonb, :spec::jsonb, :sha256, :dataset, :network, :scheme,
                    :model, :seed, :epochs)
            """)
        .param("id", id)
        .param("request", request)
        .param("spec", json.writeValueAsString(spec))
        .param("sha256", row.specSha256())
        .param("dataset", spec.dataset())
        .param("network", spec.network().label())
        .param("scheme", spec.hardware().scheme())
        .param("model", spec.hardware().deviceModel())
        .param("seed", spec.seed())
        .param("epochs", spec.epochs())
        .update();
    return row;
  }

  Optional<Row> find(UUID id) {
    return jdbc.sql("select " + COLUMNS + ", s.result from training s where s.id = ?")
        .param(id)
        .query((row, number) -> row(row, row.getString("result")))
        .optional();
  }

  /** Rows without their results, newest first. */
  List<Row> list(Filter filter) {
    var query =
        SubjectQuery.of("training", "training")
            .states(filter.states())
            .jobName(filter.name())
            .where("s.dataset = :dataset", "dataset", filter.dataset())
            .page(filter.before(), filter.limit());
    return lists.page(query.sql(COLUMNS), query.parameters(), (row, number) -> row(row, null));
  }

  private Row row(ResultSet row, @Nullable String result) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        json.readValue(row.getString("spec"), Spec.class),
        row.getString("spec_sha256"),
        new Accuracy(
            row.getObject("test_accuracy", Double.class),
            row.getObject("test_accuracy_low", Double.class),
            row.getObject("test_accuracy_high", Double.class)),
        result);
  }

  /** An epoch that is run again after a crash is stored once; what the last run says stands. */
  void insertEpoch(UUID id, Epoch row, Instant now) {
    var epoch = row.metrics();
    jdbc.sql(
            """
            insert into epoch_metric (training_id, fold, epoch, train_loss, train_accuracy,
              test_loss, test_accuracy, validation_loss, validation_accuracy, learning_rate, pulses,
              wall_seconds, cpu_seconds, finished_at)
            values (?, ?, ?, ?, ?, ?, ?, nullif(?::float8, 'NaN'), nullif(?::float8, 'NaN'),
                    ?, ?, ?, ?, ?)
            on conflict (training_id, fold, epoch) do update set
              (train_loss, train_accuracy, test_loss, test_accuracy, validation_loss,
               validation_accuracy, learning_rate, pulses, wall_seconds, cpu_seconds,
               finished_at) = row(excluded.train_loss, excluded.train_accuracy,
               excluded.test_loss, excluded.test_accuracy, excluded.validation_loss,
               excluded.validation_accuracy, excluded.learning_rate, excluded.pulses,
               excluded.wall_seconds, excluded.cpu_seconds, excluded.finished_at)
            """)
        .params(
            id,
            row.fold(),
            epoch.epoch(),
            epoch.trainLoss(),
            epoch.trainAccuracy(),
            epoch.testLoss(),
            epoch.testAccuracy(),
            epoch.validationLoss(),
            epoch.validationAccuracy(),
            epoch.learningRate(),
            epoch.pulses(),
            epoch.wallSeconds(),
            epoch.cpuSeconds(),
            Timestamp.from(now))
        .update();
  }

  int epochCount(UUID id) {
    return jdbc.sql("select count(*) from epoch_metric where training_id = ?")
        .param(id)
        .query((row, number) -> row.getInt(1))
        .single();
  }

  List<Epoch> epochs(UUID id) {
    return jdbc.sql(
            """
            select fold, epoch, train_loss, train_accuracy, test_loss, test_accuracy,
                   validation_loss, validation_accuracy, learning_rate, pulses,
                   wall_seconds, cpu_seconds
            from epoch_metric where training_id = ? order by fold, epoch
            """)
        .param(id)
        .query(
            (row, number) ->
                new Epoch(
                    row.getInt("fold"),
                    new EpochMetrics(
                        row.getInt("epoch"),
                        row.getDouble("train_loss"),
                        row.getDouble("train_accuracy"),
                        row.getDouble("test_loss"),
                        row.getDouble("test_accuracy"),
                        number(row, "validation_loss"),
                        number(row, "validation_accuracy"),
                        row.getDouble("learning_rate"),
                        row.getLong("pulses"),
                        row.getDouble("wall_seconds"),
                        row.getDouble("cpu_seconds"))))
        .list();
  }

  /** A number, or not a number where the column is null. */
  private static double number(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNullElse(row.getObject(column, Double.class), Double.NaN);
  }

  /**
   * A fold that is done.
   *
   * @param number from 1
   * @param json its result
   */
  record Fold(int number, int repetition, double testAccuracy, String json) {}

  /** A fold that is told again after a crash is stored once. */
  void insertFold(UUID id, Fold fold, Instant now) {
    jdbc.sql(
            """
            insert into training_fold (training_id, fold, repetition, test_accuracy, result,
                                       finished_at)
            values (:id, :fold, :repetition, :accuracy, :result::jsonb, :now)
            on conflict (training_id, fold) do update set
              (repetition, test_accuracy, result, finished_at) =
              row(excluded.repetition, excluded.test_accuracy, excluded.result,
                  excluded.finished_at)
            """)
        .param("id", id)
        .param("fold", fold.number())
        .param("repetition", fold.repetition())
        .param("accuracy", fold.testAccuracy())
        .param("result", fold.json())
        .param("now", Timestamp.from(now))
        .update();
  }

  /** Results of the folds that are done. */
  List<String> folds(UUID id) {
    return jdbc.sql("select result from training_fold where training_id = ? order by fold")
        .param(id)
        .query((row, number) -> row.getString("result"))
        .list();
  }

  /** The newest training with that device model. */
  Optional<UUID> findByDeviceModel(String name) {
    return jdbc.sql(
            """
            select id from training
            where device_model = :name
               or jsonb_path_exists(spec, '$.hardware.**.deviceModel ? (@ == $name)',
                                    jsonb_build_object('name', :name::text))
            order by id desc limit 1
            """)
        .param("name", name)
        .query(UUID.class)
        .optional();
  }

  /** The newest training with that stored network. */
  Optional<UUID> findByNetwork(String name) {
    return jdbc.sql("select id from training where network = ? order by id desc limit 1")
        .param(name)
        .query(UUID.class)
        .optional();
  }

  void end(UUID id, Summary summary, String result) {
    jdbc.sql(
            """
            update training set outcome = :outcome, test_accuracy = :accuracy,
              test_accuracy_low = :low, test_accuracy_high = :high, pulses = :pulses,
              energy_joule = :energy, result = :result::jsonb
            where id = :id
            """)
        .param("id", id)
        .param("outcome", summary.outcome())
        .param("accuracy", summary.testAccuracy())
        .param("low", summary.low())
        .param("high", summary.high())
        .param("pulses", summary.pulses())
        .param("energy", summary.energyJoule())
        .param("result", result)
        .update();
  }
}
