package org.hafnia.service;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class HafniaService {

  static void main(String[] args) {
    SpringApplication.run(HafniaService.class, args);
  }
}
