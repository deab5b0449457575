package org.hafnia.simulator.fitting.sense;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.hafnia.simulator.array.sense.PcsaDesign;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.conditions.SenseCurve;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelProblem;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.junit.jupiter.api.Test;

class SenseFitterTest {

  private static final double[] GENERIC = {0.05, 0.60, 1.4, 3.3e-3, 4e5, 0.7e-3, 1.5};

  private static ModelDescription described(double... values) {
    return new ModelDescription(
        "generic",
        Family.SENSE_AMPLIFIER,
        "generic",
        "chosen",
        SenseCurve.TERMS.parameters("", "chosen", values),
        List.of(
            new MeasuredRange("supply", "V", 0.6, 0.9),
            new MeasuredRange("temperature", "K", 260, 360),
            new MeasuredRange("resistance", "ohm", 2e3, 1e6)),
        Map.of());
  }

  private static MeasurementTable drawn(SampleSpec spec) {
    return ModelSamples.draw(DeviceModel.of(described(GENERIC)), spec);
  }

  private static FitResult fit(MeasurementTable data) throws FitProblem, FitCancelled {
    var options = FitOptions.usual("again", 1);
    return new SenseFitter().fit(data, options, FitListener.NONE);
  }

  private static Estimate estimate(FitResult fit, String symbol) {
    return fit.model().parameter(symbol).estimate("value");
  }

  @Test
  void findsOffsetAndTheLawOfSupplyAndTemperatureAgain() throws FitProblem, FitCancelled {
    var fit = fit(drawn(new SampleSpec(1, 60, 90)));

    for (String symbol : List.of("sOff", "VT", "beta", "r0", "kT")) {
      double truth = truth(symbol);
      var found = estimate(fit, symbol);
      assertThat(found.identified()).as(symbol).isTrue();
      assertThat(Math.abs(fit.model().constant(symbol) - truth))
          .as(symbol)
          .isLessThan(4 * found.standardError());
    }
    assertThat(fit.panels()).extracting(panel -> panel.name()).contains("decisions", "zeros");
    assertThat(fit.warnings()).noneMatch(line -> line.startsWith("Reads lean"));
    assertThat(PcsaDesign.of(fit.model(), 20e-9).capacitanceFarad()).isBetween(4e-14, 6e-14);
  }

  private static double truth(String symbol) {
    return GENERIC[SenseCurve.TERMS.indexOf(symbol)];
  }

  @Test
  void saysWhatOneSupplyAndOneTemperatureDoNotTell() throws FitProblem, FitCancelled {
    var at = Map.of("supplyVolt", 0.7, "temperatureKelvin", 300.0);
    var fit = fit(drawn(new SampleSpec(2, 60, 60, at, false)));

    for (String symbol : List.of("VT", "n", "kT", "a")) {
      assertThat(estimate(fit, symbol).identified()).as(symbol).isFalse();
    }
    assertThat(estimate(fit, "sOff").identified()).isTrue();
    assertThat(fit.warnings()).anyMatch(line -> line.contains("one supply only"));
  }

  @Test
  void noticesAnOffsetThatHasAMean() throws FitProblem, FitCancelled {
    var straight = drawn(new SampleSpec(3, 60, 60));
    var rows = MeasurementTable.builder(MeasurementKind.SENSE);
    double[] bl = straight.numbers("resistanceBlOhm");
    for (int i = 0; i < straight.rows(); i++) {
      row(rows, straight, i, bl[i] * Math.exp(0.06));
    }

    assertThat(fit(rows.build()).warnings()).anyMatch(line -> line.startsWith("Reads lean to +1"));
  }

  private static void row(
      MeasurementTable.Builder rows, MeasurementTable from, int i, double blOhm) {
    rows.number("supplyVolt", from.numbers("supplyVolt")[i])
        .number("temperatureKelvin", from.numbers("temperatureKelvin")[i])
        .number("resistanceBlOhm", blOhm)
        .number("resistanceBlbOhm", from.numbers("resistanceBlbOhm")[i])
        .number("read", from.numbers("read")[i])
        .word("device", from.words("device").get(from.codes("device")[i]))
        .add();
  }

  @Test
  void refusesFewReadsAndReadsThatAreAllTheSame() {
    var asleep = Map.of("supplyVolt", 0.6, "resistanceBlOhm", 9e5, "resistanceBlbOhm", 9e5);

    assertThatExceptionOfType(FitProblem.class)
        .isThrownBy(() -> fit(drawn(new SampleSpec(1, 4, 10))))
        .withMessageContaining("40 reads");
    assertThatExceptionOfType(FitProblem.class)
        .isThrownBy(() -> fit(drawn(new SampleSpec(1, 20, 10, asleep, false))))
        .withMessageContaining("all reads are 0");
  }

  @Test
  void refusesAModelOfNoCircuit() {
    assertThatExceptionOfType(ModelProblem.class)
        .isThrownBy(() -> DeviceModel.of(described(0.05, 0.6, 5, 3e-3, 4e5, 7e-4, 1.5)))
        .withMessageContaining("1.0 to 2.5");
  }
}
