package org.hafnia.simulator.bench;

import static java.util.Map.entry;

import java.util.Map;
import org.hafnia.simulator.fitting.weakreset.WeakResetCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs a slow program when one is named: {@code -Dtest=SlowProgramTest -Dbench=StepBench}. */
class SlowProgramTest {

  private static final Map<String, Runnable> PROGRAMS =
      Map.ofEntries(
          entry("ConditionsCoverage", () -> ConditionsCoverage.main(new String[0])),
          entry("ErrorRateBench", () -> ErrorRateBench.main(new String[0])),
          entry("RadarPrediction", () -> RadarPrediction.main(new String[0])),
          entry("StatesCoverage", () -> StatesCoverage.main(new String[0])),
          entry("PulseResponseCoverage", () -> PulseResponseCoverage.main(new String[0])),
          entry("StepBench", () -> StepBench.main(new String[0])),
          entry("ExampleDatasets", () -> ExampleDatasets.main(new String[0])),
          entry("ExampleMeasurements", () -> ExampleMeasurements.main(new String[0])),
          entry("ReferenceResults", () -> ReferenceResults.main(new String[0])),
          entry("WeakResetCoverage", () -> WeakResetCoverage.main(new String[0])),
          entry("Soak", () -> Soak.main(new String[0])));

  @Test
  @EnabledIfSystemProperty(named = "bench", matches = ".+")
  void runsTheProgramThatIsNamed() {
    var program = PROGRAMS.get(System.getProperty("bench"));
    if (program == null) {
      throw new IllegalArgumentException("-Dbench names one of " + PROGRAMS.keySet());
    }
    program.run();
  }
}
