package org.hafnia.service;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HafniaService {

  static void main(String[] args) {
    SpringApplication.run(HafniaService.class, args);
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
