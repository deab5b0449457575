package org.hafnia.service.models;

import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hafnia.service.lists.ListStore;
import org.hafnia.service.lists.SubjectQuery;
import org.hafnia.service.models.StoredModel.Fold;
import org.hafnia.service.networks.NetworkSpec;
import org.hafnia.service.parts.PartInput;
import org.hafnia.service.parts.PartOutput;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tables {@code model} and {@code model_part}. */
@Component
final class ModelStore {

  private static final String COLUMNS =
      """
      id, name, training_id, kept, epoch, test_accuracy, validation_accuracy, held_out,
      dataset, dataset_sha256, network_spec, network_sha256, input, classes, scheme,
      from_model, from_sha256, weights_sha256, sha256, bytes, created_at
      """;

  private static final String SELECT = "select " + COLUMNS + " from model ";

  private final JdbcClient jdbc;
  private final ListStore lists;
  private final JsonMapper json;

  ModelStore(JdbcClient jdbc, ListStore lists, JsonMapper json) {
    this.jdbc = jdbc;
    this.lists = lists;
    this.json = json;
  }

  /** Which models a list shows. */
  record Filter(
      @Nullable String name,
      @Nullable String dataset,
      @Nullable UUID training,
      @Nullable UUID before,
      int limit) {}

  /** Until the end of the transaction nobody else gives, takes or uses this name. */
  void lock(String name) {
    lock("pg_advisory_xact_lock", name);
  }

  /** Until the end of the transaction nobody gives or takes this name. */
  void hold(String name) {
    lock("pg_advisory_xact_lock_shared", name);
  }

  private void lock(String function, String name) {
    jdbc.sql("select " + function + "(hashtextextended('model ' || :name, 0))::text")
        .param("name", name)
        .query()
        .listOfRows();
  }

  /** An id for the parts of a model whose row follows in the same transaction. */
  UUID newId() {
    return jdbc.sql("select uuidv7()").query(UUID.class).single();
  }

  /** Takes the file as it is written; its writer finishes it. */
  PartOutput sink(UUID id) {
    return new PartOutput(
        (part, content) ->
            jdbc.sql("insert into model_part (model_id, part, content) values (?, ?, ?)")
                .params(id, part, content)
                .update());
  }

  InputStream open(UUID id) {
    return new PartInput(
        part ->
            jdbc.sql("select content from model_part where model_id = ? and part = ?")
                .params(id, part)
                .query((row, number) -> row.getBytes(1))
                .optional());
  }

  void insert(UUID id, Draft draft, StoredModel.Content content, Instant now) {
    jdbc.sql(
            """
            insert into model (id, training_id, kept, fold, held_out, epoch, test_accuracy,
              validation_accuracy, dataset, dataset_sha256, network, network_spec, network_sha256,
              input, classes, scheme, from_model, from_sha256, weights_sha256, sha256, bytes,
              created_at)
            values (:id, :training, :kept, :fold, :heldOut::jsonb, :epoch, :test, :validation,
              :dataset, :datasetSha256, :network, :spec::jsonb, :networkSha256,
              string_to_array(:input, ',')::integer[], :classes, :scheme, :from, :fromSha256,
              :weightsSha256, :sha256, :bytes, :at)
            """)
        .param("id", id)
        .param("training", draft.trainingId())
        .param("kept", draft.kept().word())
        .param("fold", draft.foldNumber())
        .param("heldOut", draft.fold() == null ? null : json.writeValueAsString(draft.fold()))
        .param("epoch", draft.epoch())
        .param("test", draft.testAccuracy())
        .param("validation", draft.validationAccuracy())
        .param("dataset", draft.origin().dataset())
        .param("datasetSha256", draft.origin().datasetSha256())
        .param("network", draft.origin().network().label())
        .param("spec", json.writeValueAsString(draft.origin().network()))
        .param("networkSha256", content.networkSha256())
        .param(
            "input", content.input().stream().map(String::valueOf).collect(Collectors.joining(",")))
        .param("classes", content.classes())
        .param("scheme", draft.origin().scheme())
        .param("from", draft.origin().from())
        .param("fromSha256", draft.origin().fromSha256())
        .param("weightsSha256", content.weightsSha256())
        .param("sha256", content.sha256())
        .param("bytes", content.bytes())
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  /** What an unfinished training has of a kind and fold goes. */
  void discard(UUID training, Kept kept, int fold) {
    jdbc.sql("delete from model where training_id = ? and kept = ? and fold = ? and name is null")
        .params(training, kept.word(), fold)
        .update();
  }

  /** Gives the draft of a fold its name. */
  void nameFold(UUID training, int fold, String name) {
    jdbc.sql("update model set name = ? where training_id = ? and fold = ? and name is null")
        .params(name, training, fold)
        .update();
  }

  /** Gives a draft its name; false where there is none of that epoch. */
  boolean name(UUID training, Kept kept, int epoch, String name) {
    return jdbc.sql(
                """
                update model set name = ?
                where training_id = ? and kept = ? and epoch = ? and name is null
                """)
            .params(name, training, kept.word(), epoch)
            .update()
        == 1;
  }

  Optional<StoredModel> find(String name) {
    return jdbc.sql(SELECT + "where name = ?").param(name).query(this::row).optional();
  }

  Optional<StoredModel> find(UUID id) {
    return jdbc.sql(SELECT + "where id = ? and name is not null")
        .param(id)
        .query(this::row)
        .optional();
  }

  /** Newest first. */
  List<StoredModel> list(Filter filter) {
    var query =
        SubjectQuery.of("model")
            .where("s.name is not null")
            .contains("s.name", filter.name())
            .where("s.dataset = :dataset", "dataset", filter.dataset())
            .where("s.training_id = :training", "training", filter.training())
            .page(filter.before(), filter.limit());
    return lists.page(query.sql(COLUMNS), query.parameters(), this::row);
  }

  /** The newest names, to choose from. */
  List<String> names(int limit) {
    return jdbc.sql("select name from model where name is not null order by id desc limit ?")
        .param(limit)
        .query((row, number) -> row.getString("name"))
        .list();
  }

  void delete(UUID id) {
    jdbc.sql("delete from model where id = ?").param(id).update();
  }

  private @Nullable Fold fold(@Nullable String heldOut) {
    return heldOut == null ? null : json.readValue(heldOut, Fold.class);
  }

  private StoredModel row(ResultSet row, int number) throws SQLException {
    return new StoredModel(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getObject("training_id", UUID.class),
        Kept.of(row.getString("kept")),
        fold(row.getString("held_out")),
        new StoredModel.Origin(
            row.getString("dataset"),
            row.getString("dataset_sha256"),
            json.readValue(row.getString("network_spec"), NetworkSpec.class),
            row.getString("scheme"),
            row.getString("from_model"),
            row.getString("from_sha256")),
        row.getInt("epoch"),
        row.getDouble("test_accuracy"),
        row.getObject("validation_accuracy", Double.class),
        new StoredModel.Content(
            List.of((Integer[]) row.getArray("input").getArray()),
            row.getInt("classes"),
            row.getString("network_sha256"),
            row.getString("weights_sha256"),
            row.getString("sha256"),
            row.getLong("bytes")),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
