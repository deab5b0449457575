package org.hafnia.simulator.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTableTest {

  @Test
  void keepsRowsBeyondItsFirstCapacity() {
    var rows = MeasurementTable.builder(MeasurementKind.CYCLING);
    for (int cycle = 0; cycle < 1000; cycle++) {
      rows.word("device", "d" + cycle % 3).number("cycle", cycle).word("state", "LRS");
      if (cycle % 2 == 0) {
        rows.number("resistanceOhm", 7000);
      }
      rows.add();
    }
    var table = rows.build();

    assertThat(table.rows()).isEqualTo(1000);
    assertThat(table.words("device")).containsExactly("d0", "d1", "d2");
    assertThat(table.numbers("resistanceOhm")).hasSize(1000);
    assertThat(table.numbers("resistanceOhm")[999]).isNaN();
    assertThat(table.toMaps().get(998))
        .isEqualTo(Map.of("device", "d2", "cycle", 998.0, "state", "LRS", "resistanceOhm", 7000.0));
    assertThat(table.has("condition")).isFalse();
  }

  @Test
  void refusesAColumnThatTheKindLacks() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MeasurementTable.builder(MeasurementKind.SENSE).number("cycle", 1))
        .withMessage("no NUMBER column cycle in kind sense");
  }
}
