package org.hafnia.service.fits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.hafnia.service.web.TestHttp;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Fits that end when a test lets them, and sets that a preset drew. */
@TestConfiguration
class FitFakes {

  @Bean
  @Primary
  FakeFitting fakeFitting() {
    return new FakeFitting();
  }

  /** Uploads what a device model draws; the same again is the same set. */
  static void upload(TestHttp http, String name, String kind, String samples) {
    var rows = http.get("/v1/device-models/" + samples);
    assertThat(rows.status()).as(rows.text()).isEqualTo(200);
    var request = "{\"name\": \"%s\", \"kind\": \"%s\"}".formatted(name, kind);
    var answer =
        http.multipart(
            "/v1/measurement-sets",
            Map.of("request", request),
            Map.of("file", rows.text().getBytes(UTF_8)));
    assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
  }

  static void uploadTraces(TestHttp http) {
    upload(http, "traces", "pulse-train", "hfo2-weak-reset-2021/samples?devices=4&points=100");
  }
}
