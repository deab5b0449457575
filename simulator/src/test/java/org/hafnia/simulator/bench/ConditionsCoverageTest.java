package org.hafnia.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The quick version of {@link ConditionsCoverage}: few repetitions, wide limits. */
class ConditionsCoverageTest {

  private static final int REPETITIONS = 6;

  @TestFactory
  Stream<DynamicTest> intervalsMostlyHoldTheTruth() {
    return Stream.of(
            ConditionsCoverage.programming(),
            ConditionsCoverage.endurance(),
            ConditionsCoverage.retention())
        .map(one -> DynamicTest.dynamicTest(one.fitter().family().word(), () -> holds(one)));
  }

  private static void holds(ConditionsCoverage.Case one) {
    var records = ConditionsCoverage.run(one, REPETITIONS, 2);
    double share =
        records.values().stream().mapToDouble(ConditionsCoverage.Tally::share).average().orElse(0);

    assertThat(records).hasSizeGreaterThanOrEqualTo(9);
    assertThat(share).isGreaterThan(0.85);
    assertThat(records)
        .allSatisfy((symbol, record) -> assertThat(record.bias()).as(symbol).isBetween(-0.5, 0.5));
  }
}
