package org.hafnia.service.trainings.hardware;

import java.util.Optional;
import org.hafnia.service.api.HardwareTest;
import org.hafnia.service.api.Interval;
import org.hafnia.service.api.LayerUse;
import org.hafnia.service.api.PulseDistribution;
import org.hafnia.simulator.training.TrainingResult;
import org.hafnia.simulator.training.hardware.HardwareTestResult;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What devices were given, and tests on hardware, as the contract shapes them. */
@Component
public final class UseDto {

  private static final double MICROJOULE = 1e6;

  /** Energy as the contract has it; null where it is not known. */
  public @Nullable Double microjoule(@Nullable Double joule) {
    return joule == null ? null : MICROJOULE * joule;
  }

  public LayerUse layer(String name, int inputs, int outputs, TrainingResult.LayerUse layer) {
    var use = layer.use();
    var dto =
        new LayerUse(
            name,
            inputs,
            outputs,
            layer.weights(),
            use.devices(),
            use.pulses(),
            use.sets(),
            use.resets(),
            use.mostCycles());
    use.energyJoule().ifPresent(joule -> dto.energyMicrojoule(MICROJOULE * joule));
    if (use.devices() > 0) {
      var pulses = use.pulsesPerDevice();
      dto.pulsesPerDevice(pulses.mean())
          .pulseDistribution(
              new PulseDistribution(
                  pulses.mean(),
                  pulses.median(),
                  pulses.p95(),
                  pulses.max(),
                  pulses.binWidth(),
                  pulses.counts()));
    }
    return dto;
  }

  public HardwareTest test(HardwareTestResult test) {
    return new HardwareTest(
            test.name(),
            test.accuracies(),
            test.mean(),
            interval(test.overSamples()),
            test.samples(),
            test.expectedErrorRate())
        .standardDeviation(orNull(test.deviation()))
        .overDraws(orNull(test.overDraws().map(UseDto::interval)))
        .weightErrorRate(orNull(test.errorRate()));
  }

  private static Interval interval(org.hafnia.simulator.training.hardware.Interval interval) {
    return new Interval(interval.low(), interval.high());
  }

  private static <T> @Nullable T orNull(Optional<T> value) {
    return value.orElse(null);
  }
}
