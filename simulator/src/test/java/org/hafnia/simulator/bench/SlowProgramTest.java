package org.hafnia.simulator.bench;

import java.util.Map;
import org.hafnia.simulator.fitting.weakreset.WeakResetCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs a slow program when one is named: {@code -Dtest=SlowProgramTest -Dbench=StepBench}. */
class SlowProgramTest {

  private static final Map<String, Runnable> PROGRAMS =
      Map.of(
          "ConditionsCoverage", () -> ConditionsCoverage.main(new String[0]),
          "ErrorRateBench", () -> ErrorRateBench.main(new String[0]),
          "RadarPrediction", () -> RadarPrediction.main(new String[0]),
          "StatesCoverage", () -> StatesCoverage.main(new String[0]),
          "PulseResponseCoverage", () -> PulseResponseCoverage.main(new String[0]),
          "StepBench", () -> StepBench.main(new String[0]),
          "ExampleMeasurements", () -> ExampleMeasurements.main(new String[0]),
          "ReferenceResults", () -> ReferenceResults.main(new String[0]),
          "WeakResetCoverage", () -> WeakResetCoverage.main(new String[0]),
          "Soak", () -> Soak.main(new String[0]));

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
