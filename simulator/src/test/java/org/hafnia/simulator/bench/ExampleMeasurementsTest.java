package org.hafnia.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExampleMeasurementsTest {

  @Test
  void theExamplesAreWhatTheirGeneratorWrites() {
    ExampleMeasurements.files()
        .forEach(
            (name, content) ->
                assertThat(Path.of("..", "examples", "measurement-sets", name))
                    .as("remake it with -Dtest=SlowProgramTest -Dbench=ExampleMeasurements")
                    .hasContent(content));
  }
}
