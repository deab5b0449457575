package org.hafnia.service.jobs.http;

import org.hafnia.service.api.JobKind;
import org.hafnia.service.api.JobState;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Reads states and kinds in parameters as the contract writes them, in lower case. */
@Component
class ContractWords implements WebMvcConfigurer {

  @Override
  public void addFormatters(FormatterRegistry registry) {
    registry.addConverter(String.class, JobState.class, JobState::fromValue);
    registry.addConverter(String.class, JobKind.class, JobKind::fromValue);
  }
}
