package org.hafnia.simulator.bench;

import java.util.Map;
import org.hafnia.simulator.fitting.weakreset.WeakResetCoverage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs a slow program when one is named: {@code -Dtest=SlowProgramTest -Dbench=StepBench}. */
class SlowProgramTest {

  private static final Map<String, Runnable> PROGRAMS =
      Map.ofEntries(
          Map.entry("BerTable", () -> BerTable.main(new String[0])),
          Map.entry("ConditionsCoverage", () -> ConditionsCoverage.main(new String[0])),
          Map.entry("EegStudy", () -> EegStudy.main(new String[0])),
          Map.entry("DeviceKernelBench", () -> DeviceKernelBench.main(new String[0])),
          Map.entry("ErrorRateBench", () -> ErrorRateBench.main(new String[0])),
          Map.entry("ExampleDatasets", () -> ExampleDatasets.main(new String[0])),
          Map.entry("ExampleMeasurements", () -> ExampleMeasurements.main(new String[0])),
          Map.entry("FirstLayerBench", () -> FirstLayerBench.main(new String[0])),
          Map.entry("PlainDjlBench", () -> PlainDjlBench.main(new String[0])),
          Map.entry("PackedBench", () -> PackedBench.main(new String[0])),
          Map.entry("PulseResponseCoverage", () -> PulseResponseCoverage.main(new String[0])),
          Map.entry("RadarPrediction", () -> RadarPrediction.main(new String[0])),
          Map.entry("ReferenceResults", () -> ReferenceResults.main(new String[0])),
          Map.entry("SchemeBench", () -> SchemeBench.main(new String[0])),
          Map.entry("SchemeMemory", () -> SchemeMemory.main(new String[0])),
          Map.entry("SideBySide", () -> SideBySide.main(new String[0])),
          Map.entry("Soak", () -> Soak.main(new String[0])),
          Map.entry("StatesCoverage", () -> StatesCoverage.main(new String[0])),
          Map.entry("StepBench", () -> StepBench.main(new String[0])),
          Map.entry("WeakResetCoverage", () -> WeakResetCoverage.main(new String[0])));

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
