package org.hafnia.simulator.device.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.mean.MeanLaw;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.random.TruncatedLaw;
import org.hipparchus.distribution.continuous.UniformRealDistribution;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 120,000 devices without noise against the golden populations. */
class PopulationTest {

  private static final WeakResetModel MODEL = Hfo2WeakReset2021.model();
  private static final int PAIRS = 60_000;
  private static final DeviceColumn[] DIFFERENT = columns(true, true);
  private static final DeviceColumn[] DIFFERENT_BUT_R0 = columns(true, false);
  private static final DeviceColumn[] SAME_BUT_R0 = columns(false, true);

  private static DeviceColumn[] columns(boolean deviceToDevice, boolean spread) {
    Imperfections on = new Imperfections(deviceToDevice, false, false, spread);
    PairSpec spec = new PairSpec(MODEL, on, LearningRule.PUBLISHED, 2, 0);
    return new DeviceColumn[] {
      new DeviceColumn(spec, 0, PAIRS, new int[0]), new DeviceColumn(spec, 1, PAIRS, new int[0])
    };
  }

  @Test
  void parametersFollowTheirLaws() {
    double lnMean = Math.log(MODEL.initialOhm().mean());

    assertFollows(MODEL.slope(), sample(DIFFERENT, (c, i) -> c.traits(i).slope()));
    assertFollows(MODEL.lateSlope(), sample(DIFFERENT, (c, i) -> c.traits(i).lateSlope()));
    assertFollows(MODEL.knee(), sample(DIFFERENT, (c, i) -> c.traits(i).knee()));
    assertFollows(MODEL.offset(), sample(DIFFERENT_BUT_R0, (c, i) -> c.traits(i).base() - lnMean));
    assertFollows(MODEL.initialOhm(), sample(SAME_BUT_R0, PopulationTest::initialOhm));
  }

  @Test
  void withoutDeviceToDeviceAllAreAtTheMean() {
    MeanLaw.Traits device = SAME_BUT_R0[1].traits(17);

    assertThat(device.slope()).isEqualTo((float) MODEL.slope().mean());
    assertThat(device.knee()).isEqualTo((float) MODEL.knee().mean());
    assertThat(device.lateSlope()).isEqualTo((float) MODEL.lateSlope().mean());
    assertThat(DIFFERENT_BUT_R0[0].level[0] - DIFFERENT[0].level[0]).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 0.0051 0.0053 0.0520 7.03 6.25 7.91",
        "100 0.0742 0.0646 0.0835 7.48 6.52 8.92",
        "500 0.2869 0.1966 0.2949 8.56 6.87 16.80",
        "1000 0.4075 0.2514 0.4655 9.04 7.00 26.28",
        "2000 0.4785 0.2903 0.5745 9.40 7.15 33.08",
        "10000 0.6977 0.5345 0.6204 11.96 7.72 43.63"
      })
  void populationIsTheGoldenOne(String row) {
    String[] golden = row.split(" ", -1);
    int t = Integer.parseInt(golden[0]);
    double lnMean = Math.log(MODEL.initialOhm().mean());
    Sample w = sample(DIFFERENT_BUT_R0, (c, i) -> after(c, i, t) - lnMean);
    Sample kiloOhm = sample(DIFFERENT, (c, i) -> Math.exp(after(c, i, t)) / 1000);

    w.hasMean(Double.parseDouble(golden[1]), 5e-5);
    w.hasQuantile(0.5, Double.parseDouble(golden[2]), 5e-5);
    w.hasDeviation(Double.parseDouble(golden[3]), 5e-5);
    kiloOhm.hasQuantile(0.5, Double.parseDouble(golden[4]), 0.005);
    kiloOhm.hasQuantile(0.05, Double.parseDouble(golden[5]), 0.005);
    kiloOhm.hasQuantile(0.95, Double.parseDouble(golden[6]), 0.005);
  }

  @Test
  void freshDevicesOfAPairDifferAsTheGoldenOnes() {
    double[] distances =
        IntStream.range(0, PAIRS)
            .mapToDouble(i -> Math.abs(SAME_BUT_R0[0].level[i] - SAME_BUT_R0[1].level[i]))
            .toArray();

    new Sample(distances).hasMean(0.0563, 5e-5);
  }

  /** Golden: the device with the lower R0 gets n pulses, the other one stays at its R0. */
  @ParameterizedTest
  @CsvSource({
    "1, .230",
    "10, .262",
    "50, .413",
    "100, .556",
    "200, .708",
    "500, .837",
    "1000, .882"
  })
  void flippedFractionIsTheGoldenOne(int pulses, double golden) {
    double[] flipped = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      double bl = Math.log(initialOhm(SAME_BUT_R0[0], i));
      double blb = Math.log(initialOhm(SAME_BUT_R0[1], i));
      boolean blIsLower = bl < blb;
      double pulsed = after(DIFFERENT[blIsLower ? 0 : 1], i, pulses);
      flipped[i] = pulsed > (blIsLower ? blb : bl) ? 1 : 0;
    }

    new Sample(flipped).hasFraction(golden, 5e-4);
  }

  @Test
  void meanLawIsContinuousAtTheKnee() {
    for (int i = 0; i < 10_000; i++) {
      MeanLaw.Traits device = DIFFERENT[0].traits(i);
      float knee = device.knee();
      float before = device.slope() * knee + device.base();
      float after =
          device.lateSlope() * knee
              + (knee * (device.slope() - device.lateSlope()) + device.base());
      assertThat(after).isCloseTo(before, within(4e-6f));
    }
  }

  @Test
  void pulsesInPortionsAgeLikeTheirSum() {
    PairSpec spec =
        new PairSpec(
            MODEL, new Imperfections(true, false, false, true), LearningRule.PUBLISHED, 2, 0);
    WeakResetPairs pairs = new WeakResetPairs(spec, PAIRS, BlockKernel.Choice.BEST);
    float[] update = new float[PAIRS];
    Arrays.fill(update, 5f);
    for (int step = 1; step <= 20; step++) {
      pairs.apply(step, 0, PAIRS, update, new float[PAIRS]);
    }

    assertThat(pairs.counts()).isEqualTo(new WeakResetPairs.PulseCounts(100L * PAIRS, 0, 0));
    assertThat(pairs.bitLine().level[31]).isEqualTo((float) after(DIFFERENT[0], 31, 100));
  }

  private static double after(DeviceColumn column, int i, int pulses) {
    return column.traits(i).after(pulses);
  }

  private static double initialOhm(DeviceColumn column, int i) {
    return Math.exp(column.traits(i).base() - MODEL.offset().mean());
  }

  private static Sample sample(DeviceColumn[] columns, Value value) {
    return new Sample(
        Stream.of(columns)
            .flatMapToDouble(c -> IntStream.range(0, PAIRS).mapToDouble(i -> value.of(c, i)))
            .toArray());
  }

  private static void assertFollows(TruncatedLaw law, Sample sample) {
    double[] grid = new double[100_000];
    DoubleUnaryOperator quantiles = law.quantiles();
    for (int k = 0; k < grid.length; k++) {
      grid[k] = quantiles.applyAsDouble((k + 0.5) / grid.length);
    }
    double[] u =
        sample.stream()
            .map(
                x -> {
                  int place = Arrays.binarySearch(grid, x);
                  return (place < 0 ? -place - 1 : place) / (double) grid.length;
                })
            .toArray();
    assertThat(
            new KolmogorovSmirnovTest()
                .kolmogorovSmirnovTest(new UniformRealDistribution(0, 1 + 1e-9), u))
        .isGreaterThan(1e-4);
  }

  private interface Value {
    double of(DeviceColumn column, int i);
  }
}
