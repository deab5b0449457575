package org.hafnia.simulator.fitting.weakreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.OutOfMeasuredRange;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.weakreset.FittedDescription.Known;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.junit.jupiter.api.Test;

class WeakResetFitterTest {

  private static final WeakResetModel MODEL = Hfo2WeakReset2021.model();

  /** Four standard errors or so; WeakResetCoverage is the full proof. */
  @Test
  void findsTheNumbersOfTheModelThatDrewTheTraces() throws FitProblem, FitCancelled {
    Map<String, Double> truth = Replications.truth(MODEL);
    Map<String, List<Known>> found = new LinkedHashMap<>();
    for (int seed = 1; seed <= 2; seed++) {
      Replications.fit(MODEL, new SampleSpec(seed, 40, 800))
          .forEach(
              (name, number) ->
                  found.computeIfAbsent(name, missing -> new ArrayList<>()).add(number));
    }

    found.remove("sigma_white");
    found.forEach(
        (name, numbers) -> {
          var row = Replications.Row.of(name, truth.getOrDefault(name, Double.NaN), numbers);
          assertThat(row.identified()).as(name).isEqualTo(2);
          assertThat(row.bias()).as(name).isBetween(-0.35, 0.5);
          assertThat(row.covered()).as(name).isGreaterThanOrEqualTo(1);
        });
  }

  @Test
  void tellsWhiteNoiseFromPinkNoise() throws FitProblem, FitCancelled {
    Map<String, Known> found =
        Replications.fit(Replications.published(0.005), new SampleSpec(1, 30, 500));

    assertThat(found.get("sigma_white")).satisfies(number -> isNear(number, 0.005, 0.1));
    assertThat(found.get("alpha")).satisfies(number -> isNear(number, 0.025, 0.05));
  }

  private static void isNear(Known number, double truth, double part) {
    assertThat(number.estimate().identified()).isTrue();
    assertThat(number.value() / truth - 1).isBetween(-part, part);
  }

  @Test
  void resultIsAUsableModelWithItsGoodnessAndPictures() throws FitProblem, FitCancelled {
    FitResult result = fit(drawn(25, 300));

    ModelDescription description = result.model();
    assertThat(DeviceModel.of(description).description()).isEqualTo(description);
    assertThat(description.name()).isEqualTo("fitted");
    assertThat(description.find("lnR(0)").orElseThrow().estimates())
        .allSatisfy((key, estimate) -> assertThat(estimate.identified()).isTrue());
    assertThat(description.parameter("c1").estimates().values()).noneMatch(Estimate::identified);
    assertThat(result.goodness().points()).isEqualTo(25 * 301);
    assertThat(result.goodness().heldOutLogLikelihood()).isBetween(2.0, 4.0);
    assertThat(result.goodness().logLikelihood() / result.goodness().points()).isBetween(2.0, 4.0);
    assertThat(result.goodness().residualAutocorrelation())
        .allSatisfy(r -> assertThat(r).isBetween(-0.06, 0.06));
    assertThat(result.devices()).hasSize(25);
    assertThat(result.panels())
        .extracting(Panel::name)
        .containsExactly("traces", "slope", "knee", "late-slope", "residual-autocorrelation");
  }

  @Test
  void threadsDoNotMatter() throws FitProblem, FitCancelled {
    MeasurementTable data = drawn(12, 150);
    FitOptions usual = FitOptions.usual("fitted", 1);
    FitOptions parallel = new FitOptions("fitted", FitOptions.AUTO, 1, 0, 0.95, 3);

    FitResult one = new WeakResetFitter().fit(data, usual, FitListener.NONE);
    FitResult three = new WeakResetFitter().fit(data, parallel, FitListener.NONE);

    assertThat(three.model()).isEqualTo(one.model());
    assertThat(three.goodness()).isEqualTo(one.goodness());
    assertThat(three.devices()).isEqualTo(one.devices());
  }

  @Test
  void oneDeviceTellsNoSpread() throws FitProblem, FitCancelled {
    FitResult result = fit(drawn(1, 300));

    for (String symbol : List.of("m1", "t*", "m2", "lnR(0)")) {
      assertThat(result.model().parameter(symbol).estimates().values())
          .as(symbol)
          .noneMatch(Estimate::identified);
    }
    assertThat(result.warnings()).anyMatch(text -> text.contains("tell no spread"));
    assertThat(DeviceModel.of(result.model())).isNotNull();
  }

  @Test
  void shortTracesTellNoKnee() throws FitProblem, FitCancelled {
    FitResult result = fit(drawn(20, 40));

    assertThat(result.model().parameter("t*").estimates().values()).noneMatch(Estimate::identified);
    assertThat(result.model().parameter("m2").estimates().values()).noneMatch(Estimate::identified);
    assertThat(result.warnings()).anyMatch(text -> text.startsWith("t* (median)"));
  }

  @Test
  void readsEveryFewPulsesAreEnough() throws FitProblem, FitCancelled {
    MeasurementTable every = drawn(20, 600);
    MeasurementTable.Builder fifth = MeasurementTable.builder(MeasurementKind.PULSE_TRAIN);
    for (int row = 0; row < every.rows(); row++) {
      int pulse = (int) every.numbers("pulse")[row];
      if (pulse % 5 == 0) {
        add(
            fifth,
            every.words("device").get(every.codes("device")[row]),
            pulse,
            every.numbers("resistanceOhm")[row]);
      }
    }

    FitResult result = fit(fifth.build());

    assertThat(result.model().constant("alpha")).isBetween(0.023, 0.027);
    assertThat(result.model().parameter("m1").value("scale")).isBetween(3e-4, 1.3e-3);
  }

  @Test
  void tracesWithoutNoiseGiveTheirMeanLaw() throws FitProblem, FitCancelled {
    FitResult result = fit(traces(10, 400, t -> Math.min(t, 200) * 1e-3));

    assertThat(result.devices().getFirst().values())
        .hasEntrySatisfying("m1", m1 -> assertThat(m1.value()).isBetween(0.99e-3, 1.01e-3));
    assertThat(result.model().parameter("alpha").estimate("value"))
        .satisfies(estimate -> assertThat(estimate.identified()).isFalse());
  }

  @Test
  void refusesWhatCannotBeFitted() {
    assertRefused(() -> fit(traces(3, 5, t -> 1e-3 * t)), "too few reads");
    assertRefused(() -> fit(traces(3, 100, t -> 0)), "all traces are constant");
    assertRefused(() -> fit(MeasurementTable.builder(MeasurementKind.PULSE_TRAIN).build()), "no");
    var twice = MeasurementTable.builder(MeasurementKind.PULSE_TRAIN);
    for (int i = 0; i < 20; i++) {
      add(twice, "a", i % 10, 7000 + i);
    }
    assertRefused(() -> fit(twice.build()), "pulses of device a do not rise");
  }

  private static void assertRefused(ThrowingCallable call, String reason) {
    assertThatExceptionOfType(FitProblem.class)
        .isThrownBy(call)
        .withMessageContaining(reason)
        .withMessageContaining("expected");
  }

  @Test
  void stopsWhenAsked() {
    FitListener impatient =
        new FitListener() {
          @Override
          public boolean cancelRequested() {
            return true;
          }

          @Override
          public void progress(double fraction, String stage) {
            assertThat(fraction).isBetween(0.0, 1.0);
          }
        };

    assertThatExceptionOfType(FitCancelled.class)
        .isThrownBy(
            () ->
                new WeakResetFitter().fit(drawn(5, 100), FitOptions.usual("fitted", 1), impatient));
  }

  @Test
  void drawsBeyondTheMeasuredPulsesOnlyWhenAsked() throws FitProblem, FitCancelled {
    DeviceModel model = DeviceModel.of(fit(drawn(10, 100)).model());

    assertThatExceptionOfType(OutOfMeasuredRange.class)
        .isThrownBy(() -> ModelSamples.draw(model, new SampleSpec(1, 2, 101)))
        .withMessageContaining("pulses = 101");
    assertThat(ModelSamples.draw(model, new SampleSpec(1, 2, 101, Map.of(), true)).rows())
        .isEqualTo(2 * 102);
  }

  private static FitResult fit(MeasurementTable data) throws FitProblem, FitCancelled {
    return new WeakResetFitter().fit(data, FitOptions.usual("fitted", 1), FitListener.NONE);
  }

  private static MeasurementTable drawn(int devices, int pulses) {
    return ModelSamples.draw(MODEL, new SampleSpec(2, devices, pulses));
  }

  private static MeasurementTable traces(int devices, int reads, IntToDoubleFunction rise) {
    var rows = MeasurementTable.builder(MeasurementKind.PULSE_TRAIN);
    for (int device = 0; device < devices; device++) {
      for (int pulse = 0; pulse < reads; pulse++) {
        add(rows, "d" + device, pulse, (7000 + device) * Math.exp(rise.applyAsDouble(pulse)));
      }
    }
    return rows.build();
  }

  private static void add(
      MeasurementTable.Builder rows, String device, int pulse, double resistanceOhm) {
    rows.word("device", device).number("pulse", pulse).number("resistanceOhm", resistanceOhm).add();
  }
}
