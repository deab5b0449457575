package org.hafnia.service.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.hafnia.service.database.FreshDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

/** What a handler finds while it works. */
@FreshDatabase
@SpringBootTest(classes = JobsTestApplication.class, properties = "hafnia.jobs.workers=1")
class AttemptsTest {

  @Autowired private ApplicationContext context;
  private JobsHarness harness;
  private Jobs jobs;

  @BeforeEach
  void look() {
    harness = JobsHarness.of(context);
    jobs = harness.jobs();
  }

  @Test
  void writesACheckpointThatIsOfferedWhenItIsDue() {
    var offered = new CopyOnWriteArrayList<Boolean>();
    var id =
        harness.submit(
            job -> {
              offered.add(job.offerCheckpoint(1, out -> out.write(1)));
              Awaitility.await().until(() -> job.offerCheckpoint(2, out -> out.write(2)));
              offered.add(job.offerCheckpoint(3, out -> out.write(3)));
              jobs.pause(job.id());
              Awaitility.await().until(job::pauseRequested);
              offered.add(job.offerCheckpoint(4, out -> out.write(4)));
              throw new IllegalStateException("after epoch 4");
            });

    harness.await(id, JobState.FAILED);

    assertThat(offered).containsExactly(false, false, true);
    assertThat(harness.strings("select epoch from checkpoint where job_id = ?", id))
        .containsExactly("4");
  }

  @Test
  void worksNicerThanRequestsAreAnswered() throws IOException {
    var own = nice();
    var nice = new AtomicReference<String>();
    var id =
        harness.submit(
            job -> {
              nice.set(nice());
              return FakeHandler.done();
            });

    harness.await(id, JobState.SUCCEEDED);

    boolean linux = "Linux".equals(System.getProperty("os.name"));
    System.out.printf("Threads of jobs have niceness %s, those of requests %s%n", nice, own);
    assertThat(nice).hasValue(linux ? "10" : own);
    assertThat(nice()).isEqualTo(own);
  }

  /** Niceness of the calling thread, the 19th field of its line; the 2nd may hold blanks. */
  private static String nice() throws IOException {
    var line = Path.of("/proc/thread-self/stat");
    if (!Files.exists(line)) {
      return "as everything";
    }
    String text = Files.readString(line);
    return text.substring(text.lastIndexOf(')') + 2).split(" ", -1)[16];
  }
}
