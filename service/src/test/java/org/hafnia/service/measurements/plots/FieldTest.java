package org.hafnia.service.measurements.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.hafnia.service.plots.sheet.Ink;
import org.junit.jupiter.api.Test;

class FieldTest {

  private static final Bins OHM = Bins.of(1e3, 1e6, 960, true);

  @Test
  void standsWhereItsReadsWereTaken() {
    var field = new Field(Bins.of(1, 1e6, 60, true), OHM);
    for (double cycle : new double[] {100, 1e4, 1e6}) {
      for (int read = 0; read < 50; read++) {
        field.add(cycle, 5e3);
      }
    }

    var spread = field.spread();
    assertThat(spread.x()).containsExactly(new double[] {100, 1e4, 1e6}, within(1e-6));
    assertThat(spread.median()[1]).isBetween(4.9e3, 5.1e3);
  }

  @Test
  void joinsTimesWithHardlyAnyReadsToTheirNeighbours() {
    var field = new Field(Bins.of(1e-2, 1e4, 60, true), OHM);
    for (double second : new double[] {0.01, 1, 100, 1e4}) {
      for (int read = 0; read < 1000; read++) {
        field.add(second, 5e3);
      }
    }
    field.add(8, 9e5);
    field.add(9, 9e5);

    var spread = field.spread();
    assertThat(spread.x()).hasSize(4);
    assertThat(Arrays.stream(spread.high()).max())
        .hasValueCloseTo(5e3, Percentage.withPercentage(2));
  }

  @Test
  void keepsEachPlaceOfFewReads() {
    var field = new Field(Bins.whole(1, 60, 120), OHM);
    for (int cycle = 1; cycle <= 60; cycle++) {
      field.add(cycle, 5e3);
    }

    assertThat(field.spread().x()).hasSize(60).startsWith(1, 2, 3).endsWith(60);
  }

  @Test
  void givesAStateTheSameColourInEveryPicture() {
    for (var words : List.of(Set.of("LRS"), Set.of("HRS", "LRS"), Set.of("HRS", "LRS", "MID"))) {
      var inks = StateInks.of(words);
      assertThat(inks.byWord().values()).doesNotHaveDuplicates();
      assertThat(inks.of("LRS")).isEqualTo(Ink.BLUE);
      assertThat(words.contains("HRS") ? inks.of("HRS") : Ink.VERMILION).isEqualTo(Ink.VERMILION);
    }
    assertThat(StateInks.of(Set.of("a")).of("a")).isEqualTo(Ink.BLUE);
  }
}
