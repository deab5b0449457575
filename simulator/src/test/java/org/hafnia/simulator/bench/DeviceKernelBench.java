package org.hafnia.simulator.bench;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.array.weights.ProgrammedPairs;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.PulseResponseModel;
import org.hafnia.simulator.device.analog.AnalogPairs;
import org.hafnia.simulator.device.analog.AnalogSpec;
import org.hafnia.simulator.device.pairs.WeakResetPairs;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.QuantileTable;
import org.hafnia.simulator.device.states.StateLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.hafnia.simulator.measurement.export.MeasurementWriter;
import org.hafnia.simulator.random.NormalLaw;
import org.hafnia.simulator.random.RandomStream;

/**
 * What the device kernels cost on one thread: CPU time per device, and the share of the memory
 * bandwidth that a triad a = b + s c over arrays beyond the caches reaches in the same run. Bytes
 * per device are those that an update reads and writes by the layout of the data, lines of arrays
 * in which 40 % of the pairs change counted whole.
 *
 * <p>{@code -Dbench.devices=100000000} draws so many devices as rows besides, to nowhere, and says
 * how much heap was in use at most.
 */
final class DeviceKernelBench {

  private static final int PAIRS = 784 * 3000;
  private static final int TRIAD = 1 << 26;
  private static final int WARM_UP = 8;
  private static final int REPEATS = 15;
  private static final int SAMPLED = 200_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final double bytesPerSecond = triad();
  private final float[] update = new float[PAIRS];
  private final float[] weight = new float[PAIRS];
  private long step;

  private DeviceKernelBench() {}

  public static void main(String[] args) {
    int devices = Integer.getInteger("bench.devices", 0);
    if (devices > 0) {
      stream(devices);
      return;
    }
    var bench = new DeviceKernelBench();
    System.out.printf(
        "triad over 3 x %d MiB: %.1f GB/s%n", TRIAD >> 18, bench.bytesPerSecond / 1e9);
    bench.weakReset();
    bench.pulseResponse();
    bench.programmed();
    bench.sampling();
  }

  /** Bytes a second, best of some: two arrays read, one written. */
  private static double triad() {
    float[] a = new float[TRIAD];
    float[] b = new float[TRIAD];
    float[] c = new float[TRIAD];
    double seconds = best(3, 5, () -> triad(a, b, c));
    return 3.0 * Float.BYTES * TRIAD / seconds;
  }

  private static void triad(float[] a, float[] b, float[] c) {
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] + 0.5f * c[i];
    }
  }

  /** CPU seconds of this thread for one call, best of some. */
  private static double best(int warmUp, int repeats, Runnable work) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = -warmUp; i < repeats; i++) {
      long from = THREADS.getCurrentThreadCpuTime();
      work.run();
      double seconds = 1e-9 * (THREADS.getCurrentThreadCpuTime() - from);
      best = i < 0 ? best : Math.min(best, seconds);
    }
    return best;
  }

  /** 40 % of the pairs are asked for 1 to 3 steps, either way. */
  private void ask(double unit) {
    var stream = RandomStream.of(1, "bench", 0);
    for (int i = 0; i < PAIRS; i++) {
      double u = stream.uniform(i, 0);
      double n = unit * (1 + Math.floor(3 * stream.uniform(i, 1)));
      update[i] = (float) (u < 0.2 ? n : u < 0.4 ? -n : 0);
    }
  }

  private void weakReset() {
    ask(1);
    // Per device: age and level read and written; half of an update read and of a weight written.
    // Telegraph noise: an amplitude read and written.
    weakReset("weak-reset update, all alike, no noise", Imperfections.none(), 20);
    weakReset("weak-reset update, no noise", new Imperfections(true, false, false, true), 20);
    weakReset("weak-reset update, all noises", Imperfections.all(), 28);
  }

  private void weakReset(String what, Imperfections on, int bytes) {
    var model = Hfo2WeakReset2021.model();
    var pairs = new WeakResetPairs(model, on, LearningRule.PUBLISHED, 1, 0, PAIRS);
    double seconds = best(WARM_UP, REPEATS, () -> pairs.apply(++step, 0, PAIRS, update, weight));
    print(what, seconds, bytes);
  }

  private void pulseResponse() {
    for (var name :
        List.of(
            "capacitor-li-2018",
            "ecram-tang-2018",
            "reram-sb-gong-2018",
            "reram-es-gong-2018",
            "reram-array-om-2022")) {
      var model = (PulseResponseModel) DeviceModels.find(name).orElseThrow();
      var spec = AnalogSpec.of(model);
      ask(spec.meanStep());
      var pairs = new AnalogPairs(spec, 1, 0, PAIRS, 0.1 * model.bounds().span());
      double seconds = best(2, 4, () -> pairs.apply(++step, 0, PAIRS, update, weight));
      String law = model.law().getClass().getSimpleName();
      // State and counter read and written, with write noise also what is read.
      int bytes = 16 + (model.noise().write() > 0 ? 8 : 0) + 4;
      print("pulse-response update, " + name + " (" + law + ")", seconds, bytes);
    }
  }

  private void programmed() {
    programmed("lognormal", new LognormalLaw(8.533, 0.201), new LognormalLaw(11.315, 1.170));
    programmed("empirical", table(8.533, 0.201), table(11.315, 1.170));
  }

  /** A table of 201 quantiles, as a fit of measured states gives it. */
  private static StateLaw table(double mean, double deviation) {
    var scores =
        IntStream.range(0, 201).mapToObj(i -> NormalLaw.quantile((i + 0.5) / 201)).toList();
    var quantiles = scores.stream().map(z -> mean + deviation * (z + 0.05 * z * z)).toList();
    return new QuantileTable(scores, quantiles, deviation, deviation);
  }

  private void programmed(String law, StateLaw low, StateLaw high) {
    var states = new StatePair(low, high, OptionalDouble.empty(), List.of());
    var channel = new ProgrammedPairs(states, new SenseAmplifier.Ideal(), 0, 0).channel(false);
    java.util.Arrays.fill(weight, 1);
    double seconds = best(1, 3, () -> channel.pass(7, ++step, 0, PAIRS, weight));
    // Half of a weight read and written; devices are drawn anew and not kept.
    print("programmed read, " + law, seconds, 4);
  }

  private void sampling() {
    for (var model : DeviceModels.presets()) {
      var spec = new SampleSpec(1, SAMPLED, 1, Map.of(), true);
      long[] rows = {0};
      double seconds =
          best(1, 2, () -> ModelSamples.stream(model, spec, table -> rows[0] += table.rows()));
      System.out.printf(
          "sampling, %-34s %8.0f ns per device, %6.0f ns per row%n",
          model.name(), 1e9 * seconds / SAMPLED, 3e9 * seconds / rows[0]);
    }
  }

  private void print(String what, double seconds, int bytes) {
    double perDevice = seconds / (2 * PAIRS);
    System.out.printf(
        "%-62s %7.2f ns per device, %6.1f M pairs (%6.1f M devices) a second; "
            + "%d B per device: %.1f GB/s, %.0f %% of the triad%n",
        what,
        1e9 * perDevice,
        1e-6 * PAIRS / seconds,
        2e-6 * PAIRS / seconds,
        bytes,
        1e-9 * bytes / perDevice,
        100 * bytes / perDevice / bytesPerSecond);
  }

  /** Devices of the published model, each read before and after one pulse, as rows of CSV. */
  private static void stream(int devices) {
    DeviceModel model = Hfo2WeakReset2021.model();
    var out = new Counted();
    var heap = new long[] {0};
    var rows = new long[] {0};
    long from = System.nanoTime();
    long cpu = THREADS.getCurrentThreadCpuTime();
    var writer = new MeasurementWriter[1];
    ModelSamples.stream(
        model,
        new SampleSpec(1, devices, 1),
        table -> {
          rows[0] += table.rows();
          heap[0] = Math.max(heap[0], used());
          write(table, writer, out);
        });
    System.out.printf(
        "%d devices, %d rows, %d bytes of CSV: %.0f s, %.0f CPU-s (%.0f ns per device); heap at"
            + " most %d MiB of %d%n",
        devices,
        rows[0],
        out.bytes,
        1e-9 * (System.nanoTime() - from),
        1e-9 * (THREADS.getCurrentThreadCpuTime() - cpu),
        (THREADS.getCurrentThreadCpuTime() - cpu) / (double) devices,
        heap[0] >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private static void write(MeasurementTable table, MeasurementWriter[] writer, OutputStream out) {
    try {
      if (writer[0] == null) {
        writer[0] = MeasurementWriter.csv(out, MeasurementWriter.columns(table));
      }
      MeasurementWriter.write(table, writer[0]);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long used() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Takes bytes and forgets them. */
  private static final class Counted extends OutputStream {

    private long bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes += length;
    }
  }
}
