package org.hafnia.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.hafnia.simulator.device.ProgrammingModel.Condition;
import org.hafnia.simulator.device.ProgrammingModel.Pulse;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelProblem;
import org.hafnia.simulator.device.description.OutOfMeasuredRange;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.states.StatePair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionModelsTest {

  private static final ProgrammingModel PROGRAMMING =
      (ProgrammingModel) DeviceModels.find("hfo2-radar-programming-2021").orElseThrow();
  private static final EnduranceModel ENDURANCE =
      (EnduranceModel) DeviceModels.find("rram-40nm-endurance").orElseThrow();
  private static final RetentionModel RETENTION =
      (RetentionModel) DeviceModels.find("rram-relaxation-a").orElseThrow();
  private static final Pulse SET = new Pulse(3.3, 2.6, 100e-9);
  private static final Pulse RESET = new Pulse(1.5, 3.5, 200e-9);

  @ParameterizedTest
  @ValueSource(
      strings = {"hfo2-radar-programming-2021", "rram-40nm-endurance", "rram-relaxation-a"})
  void isMadeAgainFromItsDescription(String name) {
    var model = DeviceModels.find(name).orElseThrow();

    assertThat(DeviceModel.of(model.description())).isEqualTo(model);
  }

  @ParameterizedTest
  @CsvSource({
    "hfo2-radar-programming-2021, RESET.kV",
    "rram-40nm-endurance, HRS.sd",
    "rram-relaxation-a, t0"
  })
  void namesTheParameterThatIsMissing(String name, String symbol) {
    var whole = DeviceModels.find(name).orElseThrow().description();
    var parameters =
        whole.parameters().stream().filter(one -> !one.symbol().equals(symbol)).toList();
    var description =
        new ModelDescription(
            name, whole.family(), "", "", parameters, whole.range(), whole.tables());

    assertThatExceptionOfType(ModelProblem.class)
        .isThrownBy(() -> DeviceModel.of(description))
        .satisfies(problem -> assertThat(problem.symbol()).isEqualTo(symbol));
  }

  /** Medians and spreads of set-sweep-bl-inner-4-14-20 at 100 ns, within 20 %. */
  @ParameterizedTest
  @CsvSource({"2.06, 79700, 0.45", "2.38, 13500, 0.43", "2.62, 6730, 0.24", "2.86, 5000, 0.12"})
  void setsAsTheMeasuredGateSweep(double gate, double ohm, double sigma) {
    var law =
        PROGRAMMING.after(ProgrammingModel.Operation.SET, new Pulse(3.3, gate, 100e-9), false);

    assertThat(law.mu()).isCloseTo(Math.log(ohm), within(0.2));
    assertThat(law.sigma()).isCloseTo(sigma, within(0.4 * sigma + 0.05));
  }

  @Test
  void costsTheMeanOfBothPulsesAtTheLogarithmicMeanConductance() {
    var states = PROGRAMMING.states(new Condition(SET, RESET), false);
    double low = Math.exp(-states.low().mean());
    double high = Math.exp(-states.high().mean());
    double conductance = (low - high) / Math.log(low / high);
    double joule = 0.5 * (3.3 * 3.3 * 100e-9 + 1.5 * 1.5 * 200e-9) * conductance;

    assertThat(states.energyJoule().orElseThrow()).isCloseTo(joule, within(1e-6 * joule));
    assertThat(states.low().mean()).isLessThan(states.high().mean());
  }

  @Test
  void refusesPulsesThatWereNeverMeasuredUnlessAskedToExtrapolate() {
    var strong = new Condition(SET, new Pulse(4.5, 3.5, 200e-9));

    assertThatExceptionOfType(OutOfMeasuredRange.class)
        .isThrownBy(() -> PROGRAMMING.states(strong, false))
        .withMessageContaining("RESET voltage = 4.5 V")
        .withMessageContaining("[0.0, 4.0] V");
    assertThat(PROGRAMMING.states(strong, true).warnings())
        .containsExactly(
            "Extrapolated: RESET voltage = 4.5 V is outside the measured range [0.0, 4.0] V.");
  }

  @Test
  void takesTheSameWidthInOtherUnits() {
    var pulse = new Pulse(1.5, 3.5, 200 * 1e-9);

    assertThat(PROGRAMMING.states(new Condition(SET, pulse), false).warnings()).isEmpty();
  }

  @Test
  void closesItsWindowWithCycles() {
    var early = ENDURANCE.states(1000, false);
    var late = ENDURANCE.states(1e6, false);

    assertThat(window(late)).isLessThan(window(early));
    assertThatExceptionOfType(OutOfMeasuredRange.class)
        .isThrownBy(() -> ENDURANCE.states(1e9, false));
  }

  @Test
  void spreadsStatesWithTimeAndKeepsTheirWarnings() {
    var fresh = PROGRAMMING.states(new Condition(SET, RESET), false);
    var second = RETENTION.aged(fresh, 1, 298, false);
    var day = RETENTION.aged(fresh, 1e5, 298, true);

    assertThat(second.high().deviation()).isGreaterThan(fresh.high().deviation());
    assertThat(day.high().deviation()).isGreaterThan(second.high().deviation());
    assertThat(day.energyJoule()).isEqualTo(fresh.energyJoule());
    assertThat(day.warnings()).hasSize(1).first().asString().contains("time = 100000.0 s");
    assertThatExceptionOfType(OutOfMeasuredRange.class)
        .isThrownBy(() -> RETENTION.aged(fresh, 1, 400, false))
        .withMessageContaining("temperature");
  }

  private static double window(StatePair states) {
    return states.high().mean() - states.low().mean();
  }
}
