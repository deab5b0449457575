package org.hafnia.simulator.fitting.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WindowTest {

  @Test
  void showsTheReadsOfAnArrayOneAfterTheOtherAsOne() {
    double[] times = DoubleStream.concat(DoubleStream.of(1, 10), reads()).toArray();
    var windows = Window.of(times);

    assertThat(windows).hasSize(3);
    assertThat(windows.getFirst().has(1)).isTrue();
    assertThat(windows.getFirst().has(10)).isFalse();
    assertThat(windows.getLast().centre()).isCloseTo(109.5, within(1.0));
    assertThat(windows.getLast().has(119.9)).isTrue();
  }

  private static DoubleStream reads() {
    return DoubleStream.iterate(100, second -> second < 120, second -> second + 0.1);
  }
}
