package org.hafnia.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Fails a test class that ends with a connection still in use. */
final class LeakedConnections implements TestExecutionListener, Ordered {

  /** Later than the listener that closes contexts: the last ones are asked first at the end. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void afterTestClass(TestContext test) {
    if (!test.hasApplicationContext()) {
      return;
    }
    test.getApplicationContext()
        .getBeanProvider(HikariDataSource.class)
        .ifAvailable(
            pool ->
                await()
                    .untilAsserted(
                        () ->
                            assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                                .as("connections still in use after the tests")
                                .isZero()));
  }
}
