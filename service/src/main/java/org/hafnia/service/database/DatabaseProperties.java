package org.hafnia.service.database;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PostgreSQL.
 *
 * @param url a server; empty for the one that the service runs by itself
 * @param directory where the service keeps its own PostgreSQL
 * @param startWait for the start of the own PostgreSQL, recovery after a crash included
 * @param schemaWait for the schema, in a worker, which does not migrate
 */
@ConfigurationProperties("hafnia.database")
record DatabaseProperties(
    @DefaultValue("") String url,
    @Nullable String user,
    @Nullable String password,
    Path directory,
    @DefaultValue("60s") Duration startWait,
    @DefaultValue("5m") Duration schemaWait) {

  /** Also taken without the prefix that only JDBC asks for. */
  String jdbcUrl() {
    return url.startsWith("postgresql:") ? "jdbc:" + url : url;
  }
}
