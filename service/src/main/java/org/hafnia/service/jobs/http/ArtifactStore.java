package org.hafnia.service.jobs.http;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads table {@code artifact}. */
@Repository
class ArtifactStore {

  private final JdbcClient jdbc;

  ArtifactStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A file with its content. */
  static final class File {

    private final String mediaType;
    private final String sha256;
    private final byte[] content;

    File(String mediaType, String sha256, byte[] content) {
      this.mediaType = mediaType;
      this.sha256 = sha256;
      this.content = content;
    }

    String mediaType() {
      return mediaType;
    }

    String sha256() {
      return sha256;
    }

    byte[] content() {
      return content;
    }
  }

  Optional<File> find(UUID id, String name) {
    return jdbc.sql(
            """
            select media_type, sha256, content from artifact where job_id = :id and name = :name
            """)
        .param("id", id)
        .param("name", name)
        .query(
            (row, number) ->
                new File(
                    row.getString("media_type"), row.getString("sha256"), row.getBytes("content")))
        .optional();
  }
}
