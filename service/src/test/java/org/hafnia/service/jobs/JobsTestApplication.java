package org.hafnia.service.jobs;

import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

/** Database, web and jobs without any feature but the fake one; never found by a scan. */
@EnableAutoConfiguration
@ConfigurationPropertiesScan("org.hafnia.service.web")
@ComponentScan({
  "org.hafnia.service.database",
  "org.hafnia.service.jobs",
  "org.hafnia.service.lists",
  "org.hafnia.service.web"
})
public class JobsTestApplication {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean
  FakeHandler fakeHandler() {
    return new FakeHandler();
  }
}
