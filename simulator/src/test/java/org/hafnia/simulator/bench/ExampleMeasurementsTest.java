package org.hafnia.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExampleMeasurementsTest {

  @Test
  void theExamplesAreWhatTheirGeneratorWrites() {
    var files = ExampleMeasurements.files();
    // Drawn from a preset: the file may be older than its sampling, its form may not.
    var traces = files.remove("weak-reset-traces.csv");
    assertThat(traces).startsWith("device,pulse,resistanceOhm\n").hasLineCount(1 + 24 * 101);

    files.forEach(
        (name, content) ->
            assertThat(Path.of("..", "examples", "measurement-sets", name))
                .as("remake it with -Dtest=SlowProgramTest -Dbench=ExampleMeasurements")
                .hasContent(content));
  }
}
