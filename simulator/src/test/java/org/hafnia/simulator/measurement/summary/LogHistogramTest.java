package org.hafnia.simulator.measurement.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hafnia.simulator.device.states.LognormalLaw;
import org.junit.jupiter.api.Test;

class LogHistogramTest {

  private static final int VALUES = 20_000;

  @Test
  void givesQuantilesAndMomentsOfALognormalLaw() {
    var law = new LognormalLaw(11.3, 1.17);
    var histogram = new LogHistogram();
    for (int i = 0; i < VALUES; i++) {
      histogram.add(Math.exp(law.quantile((i + 0.5) / VALUES)));
    }

    assertThat(Math.log(histogram.quantile(0.5))).isCloseTo(11.3, within(2e-3));
    assertThat(Math.log(histogram.quantile(0.95))).isCloseTo(law.quantile(0.95), within(2e-3));
    assertThat(histogram.meanLn()).isCloseTo(11.3, within(1e-9));
    assertThat(histogram.deviationLn()).isCloseTo(1.17, within(1e-3));
    assertThat(histogram.shareUpTo(Math.exp(11.3))).isCloseTo(0.5, within(1e-3));
    assertThat(histogram.outliers()).isZero();
  }

  @Test
  void tellsOutliersByTheMedianAbsoluteDeviation() {
    var histogram = new LogHistogram();
    for (int i = 0; i < 1000; i++) {
      histogram.add(5000 + i);
    }
    histogram.add(1e9);
    histogram.add(1);

    assertThat(histogram.outliers()).isEqualTo(2);
    assertThat(histogram.count()).isEqualTo(1002);
  }

  @Test
  void knowsNoOutliersWhereAllValuesAreOne() {
    var histogram = new LogHistogram();
    for (int i = 0; i < 10; i++) {
      histogram.add(7000);
    }
    histogram.add(8000);

    assertThat(histogram.outliers()).isZero();
    assertThat(histogram.deviationLn()).isPositive();
  }

  @Test
  void givesTheQuantilesOfAConstantExactly() {
    var histogram = new LogHistogram();
    for (int i = 0; i < 100; i++) {
      histogram.add(5000);
    }

    assertThat(histogram.quantile(0.5)).isEqualTo(5000);
    assertThat(histogram.quantile(0.05)).isEqualTo(5000);
    assertThat(histogram.quantile(0.95)).isEqualTo(5000);
  }
}
