package org.hafnia.service.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.hafnia.service.datasets.DatasetSummary.Origin;
import org.hafnia.service.parts.PartInput;
import org.hafnia.service.parts.PartOutput;
import org.hafnia.simulator.dataset.Encoding;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tables {@code dataset} and {@code dataset_file}. */
@Component
final class DatasetStore {

  static final String IDX = "idx";
  static final String SAMPLES = "samples";

  private static final String SELECT =
      """
      select name, sha256, classes, shape, encoding, class_names, train_samples, test_samples,
             source, created_at
      from dataset
      """;

  private final JdbcClient jdbc;

  DatasetStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False where the name or the content is there already. */
  boolean insert(DatasetSummary set, String storedAs) {
    return jdbc.sql(
                """
                insert into dataset (name, sha256, classes, rows, columns, shape, encoding,
                                     class_names, stored_as, train_samples, test_samples, source,
                                     created_at)
                values (:name, :sha256, :classes, :rows, :columns,
                        string_to_array(:shape, ',')::integer[], :encoding,
                        string_to_array(:names, E'\\n'), :stored, :train, :test, :source, :at)
                on conflict do nothing
                """)
            .param("name", set.name())
            .param("sha256", set.sha256())
            .param("classes", set.classes())
            .param("rows", extent(set, 2))
            .param("columns", extent(set, 1))
            .param("shape", String.join(",", set.shape().stream().map(String::valueOf).toList()))
            .param("encoding", set.encoding().code())
            .param("names", String.join("\n", set.classNames()))
            .param("stored", storedAs)
            .param("train", set.trainSamples())
            .param("test", set.testSamples())
            .param("source", set.source())
            .param("at", set.createdAt() == null ? null : Timestamp.from(set.createdAt()))
            .update()
        == 1;
  }

  /** Rows or columns of images, counted from the end of their shape; null for others. */
  private static @Nullable Integer extent(DatasetSummary set, int fromEnd) {
    boolean image = set.encoding() == Encoding.UNSIGNED_BYTES && set.shape().size() > 1;
    return image ? set.shape().get(set.shape().size() - fromEnd) : null;
  }

  /** How the files of a set are stored: as {@link #IDX} or as {@link #SAMPLES}. */
  String storedAs(String dataset) {
    return jdbc.sql("select stored_as from dataset where name = ?")
        .param(dataset)
        .query(String.class)
        .single();
  }

  /** Takes a file as it is written, part by part; its writer finishes it. */
  PartOutput sink(String dataset, String role) {
    return new PartOutput(
        (part, content) ->
            jdbc.sql("insert into dataset_file (dataset, role, part, content) values (?, ?, ?, ?)")
                .params(dataset, role, part, content)
                .update());
  }

  void insertFile(String dataset, String role, InputStream content) throws IOException {
    var sink = sink(dataset, role);
    content.transferTo(sink);
    sink.finish();
  }

  /** Until the end of the transaction nobody else deletes or begins to use this set. */
  void lock(String name) {
    lock("pg_advisory_xact_lock", name);
  }

  /** Until the end of the transaction nobody deletes this set. */
  void hold(String name) {
    lock("pg_advisory_xact_lock_shared", name);
  }

  private void lock(String function, String name) {
    jdbc.sql("select " + function + "(hashtextextended('dataset ' || :name, 0))::text")
        .param("name", name)
        .query()
        .listOfRows();
  }

  void delete(String name) {
    jdbc.sql("delete from dataset where name = ?").param(name).update();
  }

  Optional<DatasetSummary> find(String name) {
    return jdbc.sql(SELECT + "where name = ?").param(name).query(DatasetStore::row).optional();
  }

  Optional<DatasetSummary> findContent(String sha256) {
    return jdbc.sql(SELECT + "where sha256 = ?").param(sha256).query(DatasetStore::row).optional();
  }

  List<DatasetSummary> list() {
    return jdbc.sql(SELECT + "order by name").query(DatasetStore::row).list();
  }

  /** The file as it came, read part by part. */
  InputStream open(String dataset, String role) {
    return new PartInput(
        part ->
            jdbc.sql("select content from dataset_file where dataset = ? and role = ? and part = ?")
                .params(dataset, role, part)
                .query((row, number) -> row.getBytes(1))
                .optional());
  }

  private static DatasetSummary row(ResultSet row, int number) throws SQLException {
    return new DatasetSummary(
        row.getString("name"),
        Origin.UPLOAD,
        true,
        "Uploaded.",
        row.getInt("classes"),
        List.of((Integer[]) row.getArray("shape").getArray()),
        Encoding.of(row.getString("encoding")),
        List.of((String[]) row.getArray("class_names").getArray()),
        row.getInt("train_samples"),
        row.getInt("test_samples"),
        row.getString("source"),
        row.getString("sha256"),
        row.getTimestamp("created_at").toInstant());
  }
}
