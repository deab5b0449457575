package org.hafnia.service.devices;

import java.util.List;
import org.hafnia.service.plots.PanelPlot;
import org.hafnia.service.plots.Plot;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.springframework.stereotype.Component;

/** Pictures of device models: what they draw. */
@Component
final class ModelPlots {

  /** Name of the picture that every model has. */
  static final String NAME = "samples";

  private static final long SEED = 1;
  private static final int DEVICES = 200;
  private static final int PULSES = 1000;
  private static final int OTHERS = 50;

  private final ModelSampling sampling;

  ModelPlots(ModelSampling sampling) {
    this.sampling = sampling;
  }

  Plot samples(KnownModel model) {
    var spec = new SampleSpec(SEED, DEVICES, points(model.description()));
    return new PanelPlot(SamplePanel.of(model.description(), sampling.table(model, spec)));
  }

  /** As many as were measured, where that is known and not too many to be drawn. */
  private static int points(ModelDescription description) {
    return switch (description.family()) {
      case WEAK_RESET, PULSE_RESPONSE ->
          description
              .rangeOf("pulses")
              .map(MeasuredRange::high)
              .filter(high -> high >= 1 && high <= PULSES)
              .map(Double::intValue)
              .orElse(PULSES);
      case STATES, PROGRAMMING, ENDURANCE, RETENTION, SENSE_AMPLIFIER -> OTHERS;
    };
  }

  /** Names of the pictures of a model that are drawn here. */
  static List<String> names() {
    return List.of(NAME + ".png", NAME + ".svg");
  }
}
