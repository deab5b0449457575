package org.hafnia.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Map;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A statement is a round trip, and each of them waits for a core beside trainings. */
@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "hafnia.role=api")
class StatementBudgetTest {

  @LocalServerPort private int port;
  private final ListAppender<ILoggingEvent> log =
      new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent event) {
          // Or it would name the thread that asks.
          event.prepareForDeferredProcessing();
          super.append(event);
        }
      };
  private final Logger jdbc = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);

  @BeforeEach
  void listen() {
    log.start();
    jdbc.setLevel(Level.DEBUG);
    jdbc.setAdditive(false);
    jdbc.addAppender(log);
  }

  @AfterEach
  void listenNoMore() {
    jdbc.detachAppender(log);
    jdbc.setAdditive(true);
    jdbc.setLevel(null);
  }

  @Test
  void submitsATrainingInFourStatementsAndAnswersWhatIsRead() {
    var body =
        """
        {"name": "counted", "dataset": "synthetic-digits", "trainSamples": 400, "testSamples": 100,
         "epochs": 2, "batchSize": 100, "network": {"preset": "mlp", "hidden": [16]},
         "hardware": {"scheme": "weak-reset"},
         "optimizer": {"name": "adam-pulses", "learningRate": 8}}
        """;

    var submitted = http().post("/v1/trainings", body, "Idempotency-Key", "counted");

    assertThat(submitted.status()).as(submitted.text()).isEqualTo(202);
    assertThat(statements())
        .satisfiesExactly(
            first -> assertThat(first).contains("insert into idempotency_key"),
            second -> assertThat(second).contains("job", "scheduled_tasks", "job_event"),
            third -> assertThat(third).contains("insert into training"),
            fourth -> assertThat(fourth).contains("update idempotency_key"));
    var path = submitted.header("Location").orElseThrow();
    assertThat(http().get(path).json()).isEqualTo(submitted.json());
  }

  @Test
  void storesASetInTwoStatementsAndACopy() {
    var stored =
        http()
            .multipart(
                "/v1/measurement-sets",
                Map.of("request", "{\"name\": \"counted\", \"kind\": \"pulse-train\"}"),
                Map.of("file", "device,pulse,resistanceOhm\nd0,0,5000\n".getBytes(UTF_8)));

    assertThat(stored.status()).as(stored.text()).isEqualTo(201);
    assertThat(statements())
        .satisfiesExactly(
            first -> assertThat(first).contains("insert into measurement_set"),
            second -> assertThat(second).contains("insert into measurement_word"));
  }

  @Test
  void answersAPollInOneStatement() {
    var body =
        """
        {"dataset": "synthetic-digits", "network": {"preset": "mlp", "hidden": [16]},
         "hardware": {"scheme": "ideal"}, "optimizer": {"name": "adam", "learningRate": 0.001}}
        """;
    var job = http().post("/v1/trainings", body).json().at("/links/job").asString();
    var tag = http().get(job).header("ETag").orElseThrow();
    log.list.clear();

    assertThat(http().get(job, "If-None-Match", tag).status()).isEqualTo(304);

    assertThat(statements()).hasSize(1);
  }

  /** Of requests; other threads look after the queue meanwhile. */
  private List<String> statements() {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getThreadName().contains("-exec-"))
        .map(ILoggingEvent::getFormattedMessage)
        .filter(message -> message.startsWith("Executing prepared SQL statement"))
        .toList();
  }

  private TestHttp http() {
    return new TestHttp(port);
  }
}
