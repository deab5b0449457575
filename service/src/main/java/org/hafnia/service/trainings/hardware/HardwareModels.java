package org.hafnia.service.trainings.hardware;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hafnia.service.devices.DeviceModels;
import org.hafnia.service.devices.KnownModel;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.array.weights.ProgrammedPairs;
import org.hafnia.simulator.array.weights.WeightErrors;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.analog.AnalogImperfections;
import org.hafnia.simulator.device.analog.AnalogSpec;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.training.Hardware;
import org.hafnia.simulator.training.Hardware.TrainingErrors;
import org.hafnia.simulator.training.hardware.HardwareTest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the hardware part of a request, and makes of it what the simulator trains on. */
@Component
public final class HardwareModels {

  private static final String DEVICE_MODEL = "/hardware/deviceModel";

  private final DeviceModels devices;
  private final CellModels cells;
  private final JsonMapper json;

  HardwareModels(DeviceModels devices, CellModels cells, JsonMapper json) {
    this.devices = devices;
    this.cells = cells;
    this.json = json;
  }

  /**
   * The hardware part with every default, held against the rules only.
   *
   * @param hardware as it was asked for; may be missing
   * @param weights precisions that occur in the network
   * @param errors receives what is wrong; then what is returned is ideal
   */
  public HardwareSpec read(JsonNode hardware, Set<Precision> weights, List<FieldError> errors) {
    var asked = HardwareDefaults.scheme(hardware, json);
    boolean ternary = weights.contains(Precision.TERNARY);
    var broken = HardwareRules.broken(asked, weights);
    if (!broken.isEmpty()) {
      errors.addAll(broken);
      return HardwareSpec.ideal();
    }
    var spec = HardwareDefaults.fill(asked, weights, json);
    errors.addAll(CellModels.broken(spec, ternary));
    return spec;
  }

  /**
   * Hardware whose models have been found.
   *
   * @param hardware in the simulator's words
   * @param model of the devices; absent where weights are not trained on devices
   * @param cellModels digests of the models of cells, by name
   * @param warnings what a reader of the result must know
   */
  public record Found(
      Hardware hardware,
      @Nullable KnownModel model,
      Map<String, String> cellModels,
      List<String> warnings) {

    /** Digests of all models, by name. */
    public Map<String, String> digests() {
      var all = new TreeMap<>(cellModels);
      if (model != null) {
        all.put(model.name(), model.sha256());
      }
      return all;
    }
  }

  /** Finds what a spec names; the problem says what there is not. */
  public Found find(HardwareSpec spec) {
    var digests = new TreeMap<String, String>();
    var warnings = new LinkedHashSet<String>();
    KnownModel model = null;
    for (var named : spec.models()) {
      var known = devices.known(named.name(), named.pointer());
      if (named.pointer().equals(DEVICE_MODEL)) {
        model = known;
      } else {
        digests.put(known.name(), known.sha256());
      }
    }
    var hardware = hardware(spec, model, warnings);
    return new Found(hardware, model, digests, List.copyOf(warnings));
  }

  private Hardware hardware(HardwareSpec spec, @Nullable KnownModel model, Set<String> warnings) {
    var latent = spec.latent();
    return switch (spec.scheme()) {
      case HardwareSpec.WEAK_RESET -> weakReset(spec, Objects.requireNonNull(model));
      case HardwareSpec.PULSE_RESPONSE ->
          new Hardware.PulseResponse(
              analog(spec, Objects.requireNonNull(model)),
              Objects.requireNonNull(spec.pulses()).realWeights().equals(HardwareSpec.PAIRS),
              latent.ternaryThreshold());
      case HardwareSpec.WITH_ERRORS ->
          new Hardware.WithErrors(training(spec, warnings), tests(spec, warnings), latent);
      case HardwareSpec.PROGRAMMED ->
          new Hardware.Programmed(
              programmed(spec, warnings),
              training(spec, warnings),
              Objects.requireNonNull(spec.draws()),
              latent);
      default -> new Hardware.Ideal(latent);
    };
  }

  private static Hardware weakReset(HardwareSpec spec, KnownModel known) {
    if (!(known.model() instanceof WeakResetModel model)) {
      throw DeviceModels.wrongFamily(known, List.of(Family.WEAK_RESET), DEVICE_MODEL);
    }
    var on = Objects.requireNonNull(spec.imperfections());
    return new Hardware.WeakReset(
        model,
        new org.hafnia.simulator.device.Imperfections(
            Switches.on(on.deviceToDevice()),
            Switches.on(on.telegraphNoise()),
            Switches.on(on.pinkNoise()),
            Switches.on(on.initialResistanceSpread())),
        "reprogram".equals(spec.learningRule()) ? LearningRule.REPROGRAM : LearningRule.PUBLISHED);
  }

  private static AnalogSpec analog(HardwareSpec spec, KnownModel known) {
    if (!(known.model() instanceof PulseResponseModel model)) {
      throw DeviceModels.wrongFamily(known, List.of(Family.PULSE_RESPONSE), DEVICE_MODEL);
    }
    var on = Objects.requireNonNull(spec.imperfections());
    var pulses = Objects.requireNonNull(spec.pulses());
    return new AnalogSpec(
        model,
        new AnalogImperfections(
            Switches.on(on.deviceToDevice()),
            Switches.on(on.cycleToCycle()),
            Switches.on(on.writeNoise()),
            Switches.on(on.nonlinearity()),
            Switches.on(on.pulseResolution())),
        pulses.rounding().equals("nearest")
            ? AnalogSpec.Rounding.NEAREST
            : AnalogSpec.Rounding.STOCHASTIC,
        pulses.atMost(),
        pulses.refresh());
  }

  private ProgrammedPairs programmed(HardwareSpec spec, Set<String> warnings) {
    var asked = Objects.requireNonNull(spec.cells());
    var found = cells.pairs(asked, spec.imperfections(), "/hardware/cells");
    warnings.addAll(found.warnings());
    return found.pairs();
  }

  private Optional<TrainingErrors> training(HardwareSpec spec, Set<String> warnings) {
    var errors = spec.errors();
    return errors == null || errors.training() == null
        ? Optional.empty()
        : Optional.of(
            new TrainingErrors(
                errors(errors.training(), "/hardware/errors/training", warnings),
                errors.through()));
  }

  private List<HardwareTest> tests(HardwareSpec spec, Set<String> warnings) {
    var tests = new ArrayList<HardwareTest>();
    var laws = Objects.requireNonNull(spec.errors()).tests();
    for (int i = 0; i < laws.size(); i++) {
      var law = laws.get(i);
      var errors = errors(law, "/hardware/errors/test/" + i, warnings);
      int draws = Objects.requireNonNull(spec.draws());
      tests.add(new HardwareTest(law.shown(), errors, draws));
    }
    return tests;
  }

  private WeightErrors errors(HardwareSpec.Law law, String pointer, Set<String> warnings) {
    if (law.rate() != null) {
      return WeightErrors.at(law.rate());
    }
    if (law.cells() != null) {
      var found = cells.pairs(law.cells(), null, pointer + "/cells");
      warnings.addAll(found.warnings());
      return found.pairs().asErrors();
    }
    double reversal = orZero(law.signReversal());
    try {
      var types =
          new WeightErrors.Types(
              reversal, orZero(law.nonzeroAsZero()), orZero(law.zeroAsNonzero()));
      return new WeightErrors(reversal, types);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
          ProblemType.INVALID_REQUEST,
          pointer + ": " + e.getMessage() + ".",
          new FieldError(pointer, null, e.getMessage() + "."));
    }
  }

  private static double orZero(@Nullable Double value) {
    return value == null ? 0 : value;
  }
}
