package org.hafnia.simulator.bench;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.Fits;
import org.hafnia.simulator.measurement.MeasurementTable;

/**
 * Live heap that a fit takes at its peak, in bytes per row beyond its table: what is left behind a
 * full collection, every 50 ms. Run with a heap that is much larger than that, and the serial
 * collector.
 */
public final class FitMemory {

  private static final List<String> MODELS =
      List.of(
          "hfo2-weak-reset-2021",
          "ecram-tang-2018",
          "hfo2-radar-2021",
          "hfo2-radar-programming-2021",
          "rram-40nm-endurance",
          "rram-relaxation-a");

  private FitMemory() {}

  public static void main(String[] args) {
    for (String name : args.length == 0 ? MODELS : List.of(args[0].split(",", -1))) {
      for (int devices : new int[] {50, 200}) {
        report(name, devices, 200);
      }
    }
  }

  private static void report(String name, int devices, int points) {
    var model = DeviceModels.find(name).orElseThrow();
    var table = ModelSamples.draw(model, new SampleSpec(1, devices, points));
    var fitter =
        Fits.all().stream()
            .filter(one -> one.family() == model.description().family())
            .findFirst()
            .orElseThrow();
    long before = live();
    var peak = new AtomicLong();
    var done = new AtomicBoolean();
    var watch = Thread.ofPlatform().daemon().start(() -> watch(peak, done));
    long start = System.nanoTime();
    String outcome = "fitted";
    try {
      fitter.fit(table, FitOptions.usual("measured", 1), FitListener.NONE);
    } catch (FitProblem | FitCancelled e) {
      outcome = String.valueOf(e.getMessage());
    }
    done.set(true);
    join(watch);
    System.out.printf(
        Locale.ROOT,
        "%s (%s) %d devices, %d rows: %.0f bytes per row beyond the table; %.1f s; %s%n",
        model.description().family().word(),
        name,
        devices,
        table.rows(),
        (double) (peak.get() - before) / rows(table),
        (System.nanoTime() - start) / 1e9,
        outcome);
  }

  private static int rows(MeasurementTable table) {
    return Math.max(1, table.rows());
  }

  private static void watch(AtomicLong peak, AtomicBoolean done) {
    while (!done.get()) {
      peak.accumulateAndGet(live(), Math::max);
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
  }

  private static long live() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
