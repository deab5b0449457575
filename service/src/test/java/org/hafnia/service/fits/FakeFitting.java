package org.hafnia.service.fits;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.fitting.FitResult.Candidate;
import org.hafnia.simulator.fitting.FitResult.DeviceEstimate;
import org.hafnia.simulator.fitting.Fitter;
import org.hafnia.simulator.fitting.GoodnessOfFit;
import org.hafnia.simulator.fitting.GoodnessOfFit.Statistic;
import org.hafnia.simulator.fitting.Panel;
import org.hafnia.simulator.fitting.Panel.Series;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/** Finds the preset in any traces: at once, or (variant slow) when somebody lets it or cancels. */
final class FakeFitting implements Fitting {

  private static final long PATIENCE_SECONDS = 60;

  private volatile CountDownLatch gate = new CountDownLatch(1);

  /** Lets slow fits end. */
  void release() {
    gate.countDown();
    gate = new CountDownLatch(1);
  }

  @Override
  public List<Fitter> all() {
    return List.of(
        new Fake(Family.WEAK_RESET, MeasurementKind.PULSE_TRAIN),
        new Fake(Family.STATES, MeasurementKind.CYCLING));
  }

  @Override
  public FitResult fit(
      Optional<Family> family, MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled {
    return new Fake(Family.WEAK_RESET, MeasurementKind.PULSE_TRAIN).fit(data, options, listener);
  }

  private final class Fake implements Fitter {

    private final Family family;
    private final MeasurementKind kind;

    Fake(Family family, MeasurementKind kind) {
      this.family = family;
      this.kind = kind;
    }

    @Override
    public Family family() {
      return family;
    }

    @Override
    public MeasurementKind kind() {
      return kind;
    }

    @Override
    public List<String> variants() {
      return List.of("two-slopes", "slow");
    }

    @Override
    public FitResult fit(MeasurementTable data, FitOptions options, FitListener listener)
        throws FitProblem, FitCancelled {
      int devices = data.words("device").size();
      if (devices < 2) {
        throw new FitProblem("there is 1 device", "at least 2, for the spread between devices");
      }
      var mine = gate;
      listener.progress(0.5, "half of " + devices + " devices");
      if (options.variant().equals("slow")) {
        waited(mine, listener);
      }
      return result(data, devices, options);
    }

    private static void waited(CountDownLatch mine, FitListener listener) throws FitCancelled {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      try {
        while (!mine.await(20, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
          listener.check();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static FitResult result(MeasurementTable data, int devices, FitOptions options) {
    var model = model(options);
    var unknown = new Statistic(0.01, Double.NaN, "not known");
    return new FitResult(
        model,
        "two-slopes",
        new GoodnessOfFit(
            data.rows(), devices, 11, 100.5, -180, -120, 0.9, unknown, unknown, List.of(0.1)),
        List.of(new Candidate("weak-reset", "two-slopes", 11, 100.5, -180, -120, 0.9, "")),
        data.words("device").stream()
            .map(
                device ->
                    new DeviceEstimate(
                        device,
                        Map.of(
                            "m1", new DeviceEstimate.Value(7e-4, 1e-5, true),
                            "m2", new DeviceEstimate.Value(0, Double.NaN, false)),
                        ""))
            .toList(),
        List.of("m2 is not identified: no trace goes beyond its knee."),
        List.of(panel()));
  }

  private static ModelDescription model(FitOptions options) {
    var preset = Hfo2WeakReset2021.model().description();
    var first = preset.parameters().getFirst();
    var estimated =
        first.estimated(
            Map.of(
                "scale",
                new Estimate(1e-5, 6e-4, 7e-4, options.confidence(), true, "profile"),
                "location",
                Estimate.notIdentified("no slow device")));
    var parameters = new java.util.ArrayList<>(preset.parameters());
    parameters.set(0, estimated);
    return new ModelDescription(
        options.name(),
        preset.family(),
        "Fitted",
        "A test",
        parameters,
        List.of(new MeasuredRange("pulses", "1", 0, 1)),
        Map.of());
  }

  private static Panel panel() {
    return new Panel(
        "traces",
        "Data and model",
        "Pulses",
        "Resistance (ohm)",
        false,
        Panel.Scale.LOG,
        List.of(
            Series.points("data", 1, new double[] {0, 1}, new double[] {7e3, 7.1e3}),
            Series.line("model", 0, new double[] {0, 1}, new double[] {7e3, 7.1e3})));
  }
}
