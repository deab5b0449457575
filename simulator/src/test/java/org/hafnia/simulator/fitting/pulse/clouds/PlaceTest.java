package org.hafnia.simulator.fitting.pulse.clouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Variant;
import org.junit.jupiter.api.Test;

class PlaceTest {

  private static final Setting SETTING =
      new Setting(Variant.SOFT_BOUNDS, true, true, false, 1e-6, 0);
  private static final double[] TOP = {-1, 0.02, 1.2, -0.8};
  private static final double[] WIDTH = {0.01, 0.001, 0.02, 0.02};
  private static final double[] START = {-2.5, 0, 2, -1.4};

  private static final Place.Law LAW =
      points -> points.stream().mapToDouble(own -> Place.lnPrior(own, TOP, WIDTH)).toArray();

  @Test
  void walksToATopThatIsFarAndNarrow() {
    var place = new Place(SETTING, START, new double[] {0.1, 0.01, 0.1, 0.1});

    double off = Double.POSITIVE_INFINITY;
    for (int look = 0; look < 16 && off > 0.5; look++) {
      off = place.refine(LAW, START);
    }

    assertThat(off).isLessThan(0.5);
    double[] found = place.own(new double[Setting.DEVICE]);
    for (int j = 0; j < Setting.DEVICE; j++) {
      assertThat(found[j]).isCloseTo(TOP[j], within(WIDTH[j]));
    }
    assertThat(Math.sqrt(place.lnSizeVariance())).isCloseTo(WIDTH[0], within(0.5 * WIDTH[0]));
  }

  @Test
  void jumpsToALikelierDevice() {
    var place = new Place(SETTING, START, new double[] {0.1, 0.01, 0.1, 0.1});

    place.refine(LAW, TOP);

    assertThat(place.own(new double[Setting.DEVICE])[Setting.SIZE])
        .isCloseTo(TOP[Setting.SIZE], within(0.01));
  }

  @Test
  void staysAPlaceWhereOneDirectionIsTooNarrowForItsOthers() {
    var place = new Place(SETTING, START, new double[] {0.1, 0.01, 0.1, 0.1});
    Place.Law valley =
        points ->
            points.stream()
                .mapToDouble(own -> -0.5e24 * Math.pow(own[Setting.SIZE] - own[Setting.UPPER], 2))
                .toArray();

    for (int look = 0; look < 60; look++) {
      place.refine(valley, START);
    }

    for (double parameter : place.own(new double[] {1, 1, 1, 1})) {
      assertThat(parameter).isFinite();
    }
    assertThat(place.lnRoot()).isFinite();
  }
}
