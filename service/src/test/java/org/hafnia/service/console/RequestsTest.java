package org.hafnia.service.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          {"dataset": "mnist", "network": {}}                  | /v1/trainings
          {"measurementSet": "array-a"}                        | /v1/fits
          {"measurementSet": "a", "family": "states"}          | /v1/fits
          {"cell": "2t2r", "states": {"deviceModel": "a"}}     | /v1/error-rates
          {"name": "a", "family": "states", "parameters": []}  | /v1/device-models
          {"name": "a", "layers": []}                          | /v1/networks
          {"model": "a", "errors": {}, "layers": [1]}          | /v1/evaluations
          """)
  void tellsTheResourceFromTheFields(String request, String path) {
    assertThat(Requests.pathFor(request.getBytes(UTF_8))).isEqualTo(path);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          {"colour": "blue"}   | --to PATH, one of /v1/trainings, /v1/fits, /v1/error-rates
          {"family": "states"} | /v1/fits or /v1/device-models; say which with --to
          """)
  void asksWhereItCannotTell(String request, String message) {
    assertThatThrownBy(() -> Requests.pathFor(request.getBytes(UTF_8)))
        .hasMessageContaining(message);
  }

  @Test
  void saysWhyAFileCannotBeRead(@TempDir Path folder) {
    assertThatThrownBy(() -> Requests.read(folder.resolve("none.json").toString()))
        .hasMessage("there is no file " + folder.resolve("none.json"));
    assertThatThrownBy(() -> Requests.read(folder.toString()))
        .hasMessageEndingWith("it is a directory");
  }
}
