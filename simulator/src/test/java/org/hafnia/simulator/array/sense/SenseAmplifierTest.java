package org.hafnia.simulator.array.sense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hafnia.simulator.array.sense.SenseAmplifier.Ideal;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenseAmplifierTest {

  private static final double LOW = Math.log(5e3);
  private static final double HIGH = Math.log(150e3);

  @Test
  void idealComparisonIsTheSignOfTheDifference() {
    var branches = new Ideal().branches();

    assertThat(branches.plus(LOW, HIGH)).isEqualTo(1);
    assertThat(branches.minus(LOW, HIGH)).isZero();
    assertThat(branches.minus(HIGH, LOW)).isEqualTo(1);
    assertThat(branches.zero(HIGH, HIGH)).isEqualTo(1);
  }

  @Test
  void threeProbabilitiesAreThoseOfDrawnOffsets() {
    var design = PcsaDesign.generic130nm().withOffset(0.3);
    var branches = new Pcsa(design, 0.62, 300, Corner.TT, 20e-9).branches();
    var offsets = RandomStream.of(3, "offset", 0);
    int draws = 40_000;
    for (double ohm : new double[] {5e3, 30e3, 60e3}) {
      double y = branches.of(Math.log(ohm));
      double yb = branches.of(Math.log(50e3));
      int[] counts = new int[3];
      for (int i = 0; i < draws; i++) {
        counts[read(branches, y, yb, 0.3 * offsets.normal(i, 0)) + 1]++;
      }

      double[] expected = {branches.minus(y, yb), branches.zero(y, yb), branches.plus(y, yb)};
      for (int value = 0; value < 3; value++) {
        assertThat((double) counts[value] / draws).isCloseTo(expected[value], within(0.011));
      }
      assertThat(expected[0] + expected[1] + expected[2]).isCloseTo(1, within(1e-12));
    }
  }

  private static int read(Branches branches, double y, double yb, double offset) {
    double tau = y + 0.5 * offset;
    double taub = yb - 0.5 * offset;
    if (Math.min(tau, taub) >= branches.limit()) {
      return 0;
    }
    return tau < taub ? 1 : -1;
  }

  @Test
  void allReadsResolveAtTheNominalSupplyAndThreeValuesSeparateNearThreshold() {
    var nominal = Pcsa.generic(Pcsa.NOMINAL_VOLT);
    var low = Pcsa.generic(0.6);

    assertThat(zero(nominal, HIGH, HIGH)).isLessThan(1e-6);
    assertThat(plus(nominal, LOW, HIGH)).isGreaterThan(1 - 1e-6);
    assertThat(zero(low, HIGH, HIGH)).isGreaterThan(1 - 1e-6);
    assertThat(plus(low, LOW, HIGH)).isGreaterThan(1 - 1e-6);
    assertThat(plus(low, HIGH, LOW)).isLessThan(1e-6);
  }

  private static double plus(Pcsa amplifier, double bl, double blb) {
    var branches = amplifier.branches();
    return branches.plus(branches.of(bl), branches.of(blb));
  }

  private static double zero(Pcsa amplifier, double bl, double blb) {
    var branches = amplifier.branches();
    return branches.zero(branches.of(bl), branches.of(blb));
  }

  @Test
  void transistorsGrowSlowerAsTheSupplyNearsThreshold() {
    double lastOhm = Double.POSITIVE_INFINITY;
    double lastLimit = Double.NEGATIVE_INFINITY;
    for (double volt = 0.3; volt <= 1.6; volt += 0.02) {
      var amplifier = Pcsa.generic(volt);
      assertThat(amplifier.transistorOhm()).isLessThan(lastOhm);
      assertThat(amplifier.limitOhm()).isGreaterThan(lastLimit);
      lastOhm = amplifier.transistorOhm();
      lastLimit = amplifier.limitOhm();
    }
  }

  @Test
  void heatSpeedsUpNearThresholdAndSlowsDownFarAbove() {
    assertThat(ohm(0.6, 360, Corner.TT)).isLessThan(ohm(0.6, 300, Corner.TT));
    assertThat(ohm(1.2, 360, Corner.TT)).isGreaterThan(ohm(1.2, 300, Corner.TT));
  }

  @ParameterizedTest
  @CsvSource({"0.6", "0.9", "1.2"})
  void cornersAreOrderedByTheirNmos(double volt) {
    assertThat(ohm(volt, 300, Corner.SS)).isGreaterThan(ohm(volt, 300, Corner.SF));
    assertThat(ohm(volt, 300, Corner.SF)).isGreaterThan(ohm(volt, 300, Corner.TT));
    assertThat(ohm(volt, 300, Corner.TT)).isGreaterThan(ohm(volt, 300, Corner.FS));
    assertThat(ohm(volt, 300, Corner.FS)).isGreaterThan(ohm(volt, 300, Corner.FF));
  }

  private static double ohm(double volt, double kelvin, Corner corner) {
    return new Pcsa(PcsaDesign.generic130nm(), volt, kelvin, corner, 20e-9).transistorOhm();
  }

  @Test
  void branchesConvertBothWays() {
    var branches = Pcsa.generic(0.6).branches();

    assertThat(branches.lnOhm(branches.of(HIGH))).isCloseTo(HIGH, within(1e-12));
    assertThat(branches.lnOhm(0)).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void parametersSayThatTheyAreNoPapersNumbers() {
    var parameters = PcsaDesign.generic130nm().parameters();

    assertThat(parameters).hasSize(9).allMatch(one -> one.tag() == Tag.R);
    assertThat(parameters).allMatch(one -> !one.unit().isEmpty() && !one.source().isEmpty());
    assertThat(Pcsa.generic(1.2).readJoule()).isCloseTo(1.44e-13, within(1e-16));
    assertThat(Corner.of("ss")).contains(Corner.SS);
    assertThat(Corner.of("xx")).isEmpty();
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatThrownBy(() -> Pcsa.generic(5))
        .hasMessage("supplyVolt = 5.0 is outside [0.2, 2.0] V");
    assertThatThrownBy(() -> Pcsa.generic(Double.NaN)).hasMessageContaining("supplyVolt = NaN");
    assertThatThrownBy(() -> PcsaDesign.generic130nm().withOffset(-0.1))
        .hasMessage("offsetDeviation = -0.1 is outside [0.0, 1.0]");
    assertThatThrownBy(() -> new Pcsa(PcsaDesign.generic130nm(), 1.2, 25, Corner.TT, 20e-9))
        .hasMessage("temperatureKelvin = 25.0 is outside [200.0, 450.0] K");
  }
}
