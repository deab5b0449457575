package org.hafnia.simulator.fitting.likelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;

class MaximiserTest {

  private static final int DEVICES = 200;
  private static final int ROWS = 10;

  /** Normal values with mean 3 and deviation 2 of which a half of the variance is the device's. */
  private static GroupedNormal normal() {
    var draws = RandomStream.of(4, "maximiser", 0);
    int[] cluster = new int[DEVICES * ROWS];
    double[] x = new double[cluster.length];
    for (int i = 0; i < x.length; i++) {
      cluster[i] = i / ROWS;
      x[i] = 3 + Math.sqrt(2) * (draws.normal(cluster[i], 0) + draws.normal(i, 1));
    }
    return new GroupedNormal(
        new GroupedNormal.Rows(cluster, new int[x.length], x, 1),
        (free, mean, logDeviation) -> {
          mean[0] = free[0];
          logDeviation[0] = free[1];
        });
  }

  private static Maximum maximum(boolean[] estimate, int threads) throws FitCancelled {
    try (var maximiser = new Maximiser(threads, FitListener.NONE)) {
      return maximiser.maximum(normal(), new double[] {0, 0, 0}, estimate, new double[] {5, 5, 5});
    }
  }

  @Test
  void findsMeanAndDeviationWithErrorsThatKnowOfDevices() throws FitCancelled {
    var maximum = maximum(new boolean[] {true, true, false}, 1);
    var share = CellShare.of(normal().residuals(maximum.free()));

    assertThat(maximum.free()[0]).isCloseTo(3, within(4 * maximum.error(0)));
    assertThat(Math.exp(maximum.free()[1])).isCloseTo(2, within(0.2));
    // sqrt(2/devices + 2/rows): the rows of a device count little more than one.
    assertThat(maximum.error(0)).isCloseTo(Math.sqrt(2.0 / DEVICES + 2.0 / 2000), within(0.015));
    assertThat(share.share()).isCloseTo(0.5, within(4 * share.error()));
  }

  @Test
  void saysWhichNumbersTheDataDoNotKnow() throws FitCancelled {
    var maximum = maximum(new boolean[] {true, true, true}, 1);

    assertThat(maximum.identified()).containsExactly(true, true, false);
    assertThat(maximum.free()[2]).isZero();
  }

  @Test
  void givesTheSameBitsForAnyNumberOfThreads() throws FitCancelled {
    var one = maximum(new boolean[] {true, true, false}, 1);
    var three = maximum(new boolean[] {true, true, false}, 3);

    assertThat(three.free()).containsExactly(one.free());
    assertThat(three.covariance()[0]).containsExactly(one.covariance()[0]);
  }

  @Test
  void stopsWhenAsked() {
    var listener =
        new FitListener() {
          @Override
          public boolean cancelRequested() {
            return true;
          }

          @Override
          public void progress(double fraction, String stage) {
            // Only cancelling matters here.
          }
        };

    assertThatExceptionOfType(FitCancelled.class)
        .isThrownBy(
            () -> {
              try (var maximiser = new Maximiser(1, listener)) {
                maximiser.climb(
                    normal(), new double[] {0, 0, 0}, new boolean[] {true, true, false});
              }
            });
  }
}
