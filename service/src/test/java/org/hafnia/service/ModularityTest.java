package org.hafnia.service;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

  @Test
  void modulesDependOnlyOnWhatTheyDeclare() {
    ApplicationModules.of(HafniaService.class).verify();
  }
}
