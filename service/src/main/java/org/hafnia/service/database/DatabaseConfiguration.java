package org.hafnia.service.database;

import java.time.Duration;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Chooses between a named server and a PostgreSQL of our own, and who migrates it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);
  private static final Duration SCHEMA_POLL = Duration.ofSeconds(1);
  // EX_UNAVAILABLE of sysexits.h: what a supervisor should take as "start me again".
  private static final int UNAVAILABLE = 69;

  @Bean(destroyMethod = "close")
  @Conditional(NoServerNamed.class)
  EmbeddedServer embeddedServer(DatabaseProperties properties) {
    return EmbeddedServer.start(
        properties.directory(), properties.startWait(), () -> System.exit(UNAVAILABLE));
  }

  @Bean
  @Conditional(NoServerNamed.class)
  JdbcConnectionDetails embeddedConnection(EmbeddedServer server) {
    return new Connection(server.jdbcUrl(), EmbeddedServer.USER, server.password());
  }

  @Bean
  @ConditionalOnMissingBean(EmbeddedServer.class)
  JdbcConnectionDetails namedConnection(DatabaseProperties properties) {
    return new Connection(
        properties.jdbcUrl(),
        Objects.requireNonNullElse(properties.user(), ""),
        Objects.requireNonNullElse(properties.password(), ""));
  }

  /** Whoever serves the API migrates; a worker that is newer than its API waits for it. */
  @Bean
  @ConditionalOnProperty(name = "hafnia.role", havingValue = "worker")
  FlywayMigrationStrategy waitForSchema(DatabaseProperties properties) {
    return flyway -> {
      var deadline = System.nanoTime() + properties.schemaWait().toNanos();
      while (flyway.info().pending().length > 0) {
        if (System.nanoTime() > deadline) {
          throw new DatabaseStartFailure(
              "The schema was not there after " + properties.schemaWait() + ".",
              "Start a service of this version with role api or all; it migrates the schema.");
        }
        LOG.info("Waiting for the schema: {} migrations to come", flyway.info().pending().length);
        pause(flyway);
      }
    };
  }

  private static void pause(Flyway flyway) {
    try {
      Thread.sleep(SCHEMA_POLL);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + flyway, interrupted);
    }
  }

  private record Connection(String getJdbcUrl, String getUsername, String getPassword)
      implements JdbcConnectionDetails {}
}
