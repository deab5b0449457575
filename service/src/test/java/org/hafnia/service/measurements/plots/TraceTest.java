package org.hafnia.service.measurements.plots;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceTest {

  @Test
  void followsThePulsesWhateverTheOrderOfTheRows() {
    var upBesideDown = new Reading.Trace("a");
    upBesideDown.add(0, 10);
    upBesideDown.add(2, 30);
    upBesideDown.add(1, 20);
    upBesideDown.add(3, 15);

    assertThat(upBesideDown.x()).containsExactly(0, 1, 2, 3);
    assertThat(upBesideDown.y()).containsExactly(10, 20, 30, 15);
  }
}
