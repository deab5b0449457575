package org.hafnia.service.errorrates.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hafnia.service.errorrates.figures.Curve.Point;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Sheet;
import org.junit.jupiter.api.Test;

class CurveTest {

  private static final Point NONE = new Point(0.5, 0, 0, 3e-3);
  private static final Point FAR_BELOW = new Point(0.6, 1e-40, 1e-41, 1e-39);
  private static final Point SEEN = new Point(0.7, 1e-4, 8e-5, 1.2e-4);

  @Test
  void keepsRatesThatALogarithmicAxisCannotShowAsLimits() {
    var curve = new Curve("type 2", List.of(NONE, FAR_BELOW, SEEN));

    assertThat(curve.seen()).containsExactly(SEEN);
    assertThat(curve.limits()).containsExactly(NONE, FAR_BELOW);
  }

  @Test
  void drawsACurveOfZerosOnly() {
    var curve = new Curve("type 2", List.of(NONE, FAR_BELOW));
    var sheet = new Sheet("zeros", Axis.linear("x"), Axis.logarithmic("y"));
    curve.line(sheet, Ink.BLUE);
    curve.arrows(sheet, "at most", Ink.BLUE);

    assertThat(sheet.legend()).containsExactly("type 2", "at most");
    assertThat(sheet.png()).isNotEmpty();
  }

  /** A weaker pulse may cost more energy: it does not bend the line back. */
  @Test
  void joinsOnlyWhatNoOtherPointBeatsInBothEnergyAndErrors() {
    var cheap = new Point(225, 7e-3, 7e-3, 7e-3);
    var worseAndDearer = new Point(228, 3e-2, 3e-2, 3e-2);
    var better = new Point(233, 4e-3, 4e-3, 4e-3);
    var same = new Point(250, 4e-3, 4e-3, 4e-3);

    assertThat(new Curve("1T1R", List.of(cheap, worseAndDearer, better, same)).best())
        .containsExactly(cheap, better);
  }
}
