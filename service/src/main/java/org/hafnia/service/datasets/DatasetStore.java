package org.hafnia.service.datasets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.hafnia.service.datasets.DatasetSummary.Origin;
import org.hafnia.simulator.dataset.Encoding;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tables {@code dataset} and {@code dataset_file}. */
@Component
final class DatasetStore {

  /** Files are stored in parts, so that no row is larger than a few megabytes. */
  private static final int PART_BYTES = 4 << 20;

  private static final String SELECT =
      """
      select name, sha256, classes, rows, columns, train_samples, test_samples, source, created_at
      from dataset
      """;

  private final JdbcClient jdbc;

  DatasetStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** False where the name or the content is there already. */
  boolean insert(DatasetSummary set) {
    return jdbc.sql(
                """
                insert into dataset (name, sha256, classes, rows, columns, train_samples,
                                     test_samples, source, created_at)
                values (:name, :sha256, :classes, :rows, :columns, :train, :test, :source, :at)
                on conflict do nothing
                """)
            .param("name", set.name())
            .param("sha256", set.sha256())
            .param("classes", set.classes())
            .param("rows", set.shape().getFirst())
            .param("columns", set.shape().getLast())
            .param("train", set.trainSamples())
            .param("test", set.testSamples())
            .param("source", set.source())
            .param("at", set.createdAt() == null ? null : Timestamp.from(set.createdAt()))
            .update()
        == 1;
  }

  void insertFile(String dataset, String role, InputStream content) throws IOException {
    int part = 0;
    for (byte[] bytes = content.readNBytes(PART_BYTES);
        bytes.length > 0;
        bytes = content.readNBytes(PART_BYTES)) {
      jdbc.sql("insert into dataset_file (dataset, role, part, content) values (?, ?, ?, ?)")
          .params(dataset, role, part++, bytes)
          .update();
    }
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
    return new Parts(dataset, role);
  }

  private byte[] part(String dataset, String role, int part) {
    return jdbc.sql("select content from dataset_file where dataset = ? and role = ? and part = ?")
        .params(dataset, role, part)
        .query((row, number) -> row.getBytes(1))
        .optional()
        .orElse(new byte[0]);
  }

  /** Holds one part at a time. */
  private final class Parts extends InputStream {

    private final String dataset;
    private final String role;
    private int next;
    private ByteArrayInputStream current = new ByteArrayInputStream(new byte[0]);

    Parts(String dataset, String role) {
      this.dataset = dataset;
      this.role = role;
    }

    @Override
    public int read() {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (current.available() == 0 && next >= 0) {
        byte[] bytes = part(dataset, role, next);
        next = bytes.length == 0 ? -1 : next + 1;
        current = new ByteArrayInputStream(bytes);
      }
      return current.read(target, offset, length);
    }
  }

  private static DatasetSummary row(ResultSet row, int number) throws SQLException {
    return new DatasetSummary(
        row.getString("name"),
        Origin.UPLOAD,
        true,
        "Uploaded.",
        row.getInt("classes"),
        List.of(row.getInt("rows"), row.getInt("columns")),
        Encoding.UNSIGNED_BYTES,
        row.getInt("train_samples"),
        row.getInt("test_samples"),
        row.getString("source"),
        row.getString("sha256"),
        row.getTimestamp("created_at").toInstant());
  }
}
