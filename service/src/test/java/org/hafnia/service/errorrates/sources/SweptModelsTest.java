package org.hafnia.service.errorrates.sources;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.service.errorrates.answer.Answer;
import org.hafnia.service.errorrates.answer.Work;
import org.hafnia.service.errorrates.figures.Figures;
import org.hafnia.service.errorrates.question.Defaults;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.errorrates.question.Rules;
import org.hafnia.service.web.Problem;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.conditions.EnduranceCurve;
import org.hafnia.simulator.device.conditions.ProgrammingCurve;
import org.hafnia.simulator.device.conditions.Terms;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Quantity;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Sweeps over programming and cycling, on models that are made here. */
class SweptModelsTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Origin NOWHERE =
      new Origin("made here", null, null, null, null, null, null, null, null);

  @Test
  void findsTheCheapestResetThatIsGoodEnough() throws Exception {
    var answer =
        answered(
            programming(),
            """
            {"name": "cheapest RESET", "cell": "2T2R", "methods": ["closed-form"],
             "states": {"deviceModel": "m", "condition": {
               "set": {"voltageVolt": 3, "gateVolt": 2.5, "widthNanosecond": 200},
               "reset": {"voltageVolt": 1.5, "widthNanosecond": 200}}},
             "sweep": {"over": "resetVoltageVolt", "values": [1, 1.4, 1.8, 2.2, 2.6, 3]},
             "find": {"errorRateBelow": 1e-3}}
            """);

    assertThat(answer.points()).hasSize(6);
    var energies = answer.points().stream().map(p -> p.energyPicojoulePerBit()).toList();
    assertThat(energies).doesNotContainNull();
    var found = answer.found().orElseThrow();
    assertThat(found.found()).as(found.explanation()).isTrue();
    assertThat(found.errorRate()).isLessThan(1e-3);
    assertThat(found.sensitivity()).isNotNull();
    for (int i = 0; i < energies.size(); i++) {
      boolean cheaper = energies.get(i) < requireNonNull(found.energyPicojoulePerBit());
      assertThat(cheaper && rate(answer, i) < 1e-3).isFalse();
    }
    assertThat(Figures.of(answer)).containsKeys("comparison", "energy", "programming");
    drawn(answer, "energy");
  }

  @Test
  void findsByTheLossOfANetwork() throws Exception {
    var answer =
        answered(
            programming(),
            """
            {"cell": "2T2R", "methods": ["closed-form"],
             "states": {"deviceModel": "m", "condition": {
               "set": {"voltageVolt": 3, "gateVolt": 2.5, "widthNanosecond": 200},
               "reset": {"voltageVolt": 1.5, "widthNanosecond": 200}}},
             "sweep": {"over": "resetVoltageVolt", "values": [1, 1.4, 1.8, 2.2, 2.6, 3]},
             "find": {"accuracyLossBelow": 0.01, "responseCurve": [
               {"errorRate": 0, "accuracy": 0.97}, {"errorRate": 0.001, "accuracy": 0.969},
               {"errorRate": 0.1, "accuracy": 0.9}]}}
            """);

    var found = answer.found().orElseThrow();
    assertThat(found.found()).as(found.explanation()).isTrue();
    assertThat(found.errorRateBelow()).isBetween(0.001, 0.1);
  }

  @Test
  void followsEachConditionOverCycles() throws Exception {
    var answer =
        answered(
            endurance(),
            """
            {"name": "endurance", "cell": "2T2R", "methods": ["closed-form"],
             "states": {"deviceModel": "m"},
             "sweep": {"over": "cycles", "values": [100, 1000, 10000, 100000, 1000000],
               "conditions": [{"name": "strong"}, {"name": "weak"}]}}
            """);

    assertThat(answer.points()).hasSize(10);
    assertThat(rate(answer, 4)).isGreaterThan(rate(answer, 0));
    assertThat(rate(answer, 5)).isGreaterThan(rate(answer, 0));
    var sheet = requireNonNull(Figures.of(answer).get("cycles")).sheet();
    assertThat(sheet.legend())
        .containsExactly("1T1R, strong", "2T2R, strong", "1T1R, weak", "2T2R, weak");
    assertThat(sheet.xLabels()).contains("10⁴");
    drawn(answer, "cycles");
  }

  @Test
  void refusesWhatWasNeverMeasuredUnlessAskedToExtrapolate() throws Exception {
    String body =
        """
        {"cell": "1T1R", "methods": ["closed-form"], "extrapolate": %s,
         "states": {"deviceModel": "m", "condition": {"name": "weak"}, "cycles": 1e9}}
        """;

    assertThatThrownBy(() -> answered(endurance(), body.formatted(false)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              var error = problem.errors().getFirst();
              assertThat(error.pointer()).isEqualTo("/states/cycles");
              assertThat(error.value()).isEqualTo(1e9);
              assertThat(error.detail()).contains("1000000.0").contains("extrapolate: true");
            });
    assertThat(answered(endurance(), body.formatted(true)).warnings().toString())
        .contains("Extrapolated");
  }

  @Test
  void namesTheConditionsOfAModel() {
    String body =
        """
        {"cell": "1T1R", "states": {"deviceModel": "m", "condition": {"name": "brutal"},
         "cycles": 1000}}
        """;

    assertThatThrownBy(() -> answered(endurance(), body))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              var error = problem.errors().getFirst();
              assertThat(error.pointer()).isEqualTo("/states/condition/name");
              assertThat(error.detail()).contains("strong, weak");
            });
  }

  private static Answer answered(DeviceModel model, String body) throws RateCancelled {
    Question question = Defaults.fill(JSON.readTree(body), JSON);
    assertThat(Rules.broken(question)).isEmpty();
    Fields.check(model, question);
    var laws = new Laws(model, null, question.extrapolate(), Optional.empty(), NOWHERE);
    return new Work(question, laws::at, null, 1).answer(List.of(), RateListener.SILENT);
  }

  private static double rate(Answer answer, int point) {
    return answer.points().get(point).trusted("2T2R", "bit-error").orElseThrow().value();
  }

  /** For people who want to look: HAFNIA_PICTURES=some/folder. */
  private static void drawn(Answer answer, String name) throws IOException {
    byte[] png = requireNonNull(Figures.of(answer).get(name)).png();
    assertThat(png).isNotEmpty();
    var folder = System.getenv("HAFNIA_PICTURES");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder, "swept-" + name + ".png"), png);
    }
  }

  private static DeviceModel programming() {
    var parameters = new ArrayList<ModelParameter>();
    parameters.addAll(
        numbers("SET.", ProgrammingCurve.SUM, 11.4, 8.5, 0.6, 0.15, 0, 0.03, 0.5, 0, 7, 3));
    parameters.addAll(
        numbers("RESET.", ProgrammingCurve.SUM, 8.7, 10.9, 0.05, 0.4, 0, 0.2, 0, 5, 0, 0));
    for (String prefix : List.of("SET.", "RESET.")) {
      parameters.add(constant(prefix + "V0", prefix.equals("SET.") ? 3 : 1.6, "V"));
      parameters.add(constant(prefix + "g0", prefix.equals("SET.") ? 2.1 : 0, "V"));
      parameters.add(constant(prefix + "w0", 2e-7, "s"));
      parameters.add(constant(prefix + "kappa", 0, "1"));
    }
    return model(
        Family.PROGRAMMING, parameters, List.of(new MeasuredRange("RESET voltage", "V", 1, 4)));
  }

  private static DeviceModel endurance() {
    var parameters = new ArrayList<ModelParameter>();
    for (String condition : List.of("strong.", "weak.")) {
      double window = condition.equals("strong.") ? 11.8 : 10.6;
      parameters.addAll(numbers(condition + "LRS.", EnduranceCurve.LINEAR, 9, 0.05, 0.25, 0.05, 0));
      parameters.addAll(
          numbers(condition + "HRS.", EnduranceCurve.LINEAR, window, -0.2, 0.6, 0.02, 0));
      parameters.add(constant(condition + "n0", 1e3, "1"));
      parameters.add(
          constant(condition + "energy", condition.equals("weak.") ? 1e-11 : 1e-10, "J"));
    }
    return model(Family.ENDURANCE, parameters, List.of(new MeasuredRange("cycles", "1", 100, 1e6)));
  }

  private static DeviceModel model(
      Family family, List<ModelParameter> parameters, List<MeasuredRange> ranges) {
    return DeviceModel.of(
        new ModelDescription("m", family, "made here", "a test", parameters, ranges, Map.of()));
  }

  private static List<ModelParameter> numbers(String prefix, Terms terms, double... values) {
    var parameters = new ArrayList<ModelParameter>();
    for (int i = 0; i < values.length; i++) {
      var term = terms.terms().get(i);
      parameters.add(constant(prefix + term.symbol(), values[i], term.unit()));
    }
    return parameters;
  }

  private static ModelParameter constant(String symbol, double value, String unit) {
    return ModelParameter.constant(symbol, symbol, new Quantity(value, unit), "a test", Tag.D);
  }
}
