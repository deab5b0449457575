package org.hafnia.simulator.array.ternary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.sense.Corner;
import org.hafnia.simulator.array.sense.PcsaDesign;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.hafnia.simulator.array.ternary.ReadMap.Grid;
import org.hafnia.simulator.array.ternary.SupplySweep.Scan;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.junit.jupiter.api.Test;

class TernaryTest {

  private static final StatePair STATES =
      new StatePair(new LognormalLaw(8.5, 0.2), new LognormalLaw(11.8, 0.45));

  @Test
  void mapNearThresholdHasThreeRegionsAndIsSymmetric() {
    var map = ReadMap.of(Pcsa.generic(0.6), Grid.usual());
    int last = map.size() - 1;

    assertThat(map.value(last, 0)).isEqualTo(1);
    assertThat(map.value(0, last)).isEqualTo(-1);
    assertThat(map.value(last, last)).isZero();
    for (int row = 0; row <= last; row += 13) {
      for (int column = 0; column <= last; column += 11) {
        assertThat(map.plus(row, column))
            .isEqualTo(map.minus(/* row= */ column, /* column= */ row));
        assertThat(map.mean(row, column))
            .isEqualTo(-map.mean(/* row= */ column, /* column= */ row));
      }
    }
    assertThat(map.ohm()[0]).isEqualTo(1e3);
  }

  @Test
  void mapAtTheNominalSupplyHasNoZeroAmongUsualResistances() {
    var map = ReadMap.of(Pcsa.generic(1.2), new Grid(1e3, 3e5, 40));

    for (int row = 0; row < 40; row++) {
      for (int column = 0; column < 40; column++) {
        assertThat(map.zero(row, column)).isLessThan(0.01);
      }
    }
  }

  @Test
  void ternaryOperationAppearsNearThresholdAndIsFoundThere() throws RateCancelled {
    var sweep = SupplySweep.of(Pcsa.generic(0.6), STATES, Scan.usual(1e-2), RateListener.SILENT);

    assertThat(sweep.points()).hasSize(81);
    assertThat(sweep.ranges()).hasSize(1);
    var range = sweep.bestRange().orElseThrow();
    assertThat(range.lowVolt()).isBetween(0.5, 0.65);
    assertThat(range.highVolt()).isBetween(range.lowVolt() + 0.01, 0.75);
    assertThat(sweep.best().supplyVolt()).isBetween(range.lowVolt(), range.highVolt());
    assertThat(sweep.best().largest()).isLessThan(1e-2);
    assertThat(sweep.points()).allMatch(one -> one.sum() >= sweep.best().sum());
    assertThat(TernaryRates.of(Pcsa.generic(range.lowVolt() - 2e-4), STATES).largest())
        .isGreaterThan(1e-2);
    // Too slow: everything is 0. Too quick: nothing is.
    assertThat(sweep.points().getFirst().nonzeroAsZero()).isGreaterThan(0.99);
    assertThat(sweep.points().getLast().zeroAsNonzero()).isGreaterThan(0.9);
  }

  @Test
  void zerosReadAsOnesAreTheErrorsThatGrowWithTheSupply() {
    double last = 0;
    for (double volt = 0.5; volt < 1.3; volt += 0.05) {
      var rates = TernaryRates.of(Pcsa.generic(volt), STATES);
      assertThat(rates.zeroAsNonzero()).isGreaterThanOrEqualTo(last);
      last = rates.zeroAsNonzero();
    }
    var usual = TernaryRates.of(Pcsa.generic(0.62), STATES);
    assertThat(usual.zeroAsNonzero()).isGreaterThan(usual.signReversal());
  }

  @Test
  void signReversalsGrowWithTheOffset() {
    double last = 0;
    for (double offset = 0.02; offset < 1; offset += 0.14) {
      var design = PcsaDesign.generic130nm().withOffset(offset);
      var rates = TernaryRates.of(new Pcsa(design, 0.6, 300, Corner.TT, 20e-9), STATES);
      assertThat(rates.signReversal()).isGreaterThan(last);
      last = rates.signReversal();
    }
  }

  @Test
  void warmthMovesTheTernaryRangeToLowerSupplies() throws RateCancelled {
    var scan = new Scan(0.4, 0.8, 41, 2e-2);
    double cold = lowestVolt(280, scan);

    assertThat(lowestVolt(340, scan)).isLessThan(cold);
  }

  private static double lowestVolt(double kelvin, Scan scan) throws RateCancelled {
    var amplifier = new Pcsa(PcsaDesign.generic130nm(), 0.6, kelvin, Corner.TT, 20e-9);
    var sweep = SupplySweep.of(amplifier, STATES, scan, RateListener.SILENT);
    return sweep.bestRange().orElseThrow().lowVolt();
  }

  @Test
  void saysThatThereIsNoRangeAndWhatTheBestSupplyIs() throws RateCancelled {
    var blurred = new StatePair(new LognormalLaw(8.5, 0.9), new LognormalLaw(10, 1));

    var sweep =
        SupplySweep.of(
            Pcsa.generic(0.6), blurred, new Scan(0.4, 1.2, 21, 1e-3), RateListener.SILENT);

    assertThat(sweep.ranges()).isEmpty();
    assertThat(sweep.bestRange()).isEmpty();
    assertThat(sweep.best().sum()).isLessThan(1);
  }

  @Test
  void refusesGridsAndScansThatAreNone() {
    assertThatThrownBy(() -> new Grid(1e4, 1e3, 10)).hasMessageContaining("maxOhm = 1000.0");
    assertThatThrownBy(() -> new Grid(1e4, 1e5, 1)).hasMessageContaining("points = 1");
    assertThatThrownBy(() -> new Scan(0.8, 0.6, 10, 0.1)).hasMessageContaining("toVolt = 0.6");
  }
}
