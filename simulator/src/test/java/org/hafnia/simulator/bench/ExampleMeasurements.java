package org.hafnia.simulator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.measurement.export.MeasurementWriter;
import org.hafnia.simulator.random.RandomStream;

/**
 * Writes the files of examples/measurement-sets: traces of the weak-RESET preset, and reads drawn
 * from lognormal states of the size that hafnium oxide arrays show. Seeds are fixed.
 */
public final class ExampleMeasurements {

  private static final Path FOLDER = Path.of("..", "examples", "measurement-sets");
  private static final LognormalLaw LOW = new LognormalLaw(8.533, 0.201);
  private static final LognormalLaw HIGH = new LognormalLaw(11.315, 0.75);
  private static final double CELL_SPREAD = 0.3;
  private static final long SEED = 20261122;

  private ExampleMeasurements() {}

  /** Writes all of them anew. */
  public static void main(String[] args) {
    files()
        .forEach(
            (name, content) -> {
              try {
                Files.writeString(FOLDER.resolve(name), content);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Contents by file name. */
  public static Map<String, String> files() {
    return new TreeMap<>(
        Map.of(
            "weak-reset-traces.csv", traces(),
            "cycling-wide.tsv", cycling(),
            "reset-sweep.csv", sweep(),
            "retention.csv", retention(),
            "sense-reads.csv", sense()));
  }

  private static String traces() {
    var model = DeviceModels.find("hfo2-weak-reset-2021").orElseThrow();
    var table = ModelSamples.draw(model, new SampleSpec(SEED, 24, 100));
    var out = new ByteArrayOutputStream();
    try (var writer = MeasurementWriter.csv(out, MeasurementWriter.columns(table))) {
      MeasurementWriter.write(table, writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(UTF_8);
  }

  /** addr, HRS, LRS, HRS, LRS, … in ohm. */
  private static String cycling() {
    var random = RandomStream.of(SEED, "example cycling", 0);
    var text = new StringBuilder();
    for (int cell = 0; cell < 40; cell++) {
      double own = CELL_SPREAD * random.normal(cell, 1000);
      text.append(200 + cell);
      for (int cycle = 0; cycle < 60; cycle++) {
        double high = Math.exp(HIGH.quantile(random.uniform(cell, 2L * cycle)) + own);
        double low = Math.exp(LOW.quantile(random.uniform(cell, 2L * cycle + 1)));
        text.append(String.format(Locale.ROOT, "\t%.1f\t%.1f", high, low));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** A RESET staircase: above 1.6 V the resistance leaves the low state. */
  private static String sweep() {
    var random = RandomStream.of(SEED, "example sweep", 0);
    var text =
        new StringBuilder("cell,width (ns),V_SL (V),V_WL (V),R before (kOhm),R after (kOhm)\n");
    for (int cell = 0; cell < 40; cell++) {
      double before = Math.exp(LOW.quantile(random.uniform(cell, 0)));
      double threshold = 1.62 + 0.05 * random.normal(cell, 1);
      for (int step = 0; step <= 20; step++) {
        double volt = 1.0 + 0.05 * step;
        double rise =
            Math.max(0, volt - threshold) * 10 * Math.exp(0.2 * random.normal(cell, 2 + step));
        double after =
            before * Math.exp(Math.min(rise, 3.5) + 0.01 * random.normal(cell, 100 + step));
        text.append(
            String.format(
                Locale.ROOT,
                "%d,200,%.2f,3.5,%.4f,%.4f%n",
                1450 + cell,
                volt,
                before / 1000,
                after / 1000));
        before = after;
      }
    }
    return text.toString().replace("\r\n", "\n");
  }

  private static String retention() {
    var random = RandomStream.of(SEED, "example retention", 0);
    double[] seconds = {0.01, 0.1, 1, 10, 100, 1000, 10000};
    var text = new StringBuilder("addr;t (s);T (degC);G (uS);level\n");
    for (int cell = 0; cell < 80; cell++) {
      boolean low = cell % 2 == 0;
      double microsiemens = low ? 150 + 5 * random.normal(cell, 0) : 8 + random.normal(cell, 0);
      double drift = (low ? 1.5 : 0.25) * random.normal(cell, 1);
      for (int i = 0; i < seconds.length; i++) {
        double now =
            microsiemens + drift * Math.log10(seconds[i] / 0.01) + 0.1 * random.normal(cell, 2 + i);
        text.append(
            String.format(
                Locale.ROOT,
                "%d;%s;85;%.3f;%s%n",
                cell,
                seconds[i],
                Math.max(now, 0.5),
                low ? "LRS" : "HRS"));
      }
    }
    return text.toString().replace("\r\n", "\n");
  }

  /** Three values near threshold: the branch of the lower resistance falls first, if one falls. */
  private static String sense() {
    var random = RandomStream.of(SEED, "example sense", 0);
    var text = new StringBuilder("VDD (mV),T (degC),R_BL (Ohm),R_BLb (Ohm),read\n");
    for (int bl = 0; bl < 40; bl++) {
      for (int blb = 0; blb < 40; blb++) {
        double first = 2000 * Math.pow(10, bl / 15.0);
        double second = 2000 * Math.pow(10, blb / 15.0);
        double offset = Math.log(second / first) + 0.1 * random.normal(bl, blb);
        int read = Math.min(first, second) > 40_000 ? 0 : offset > 0 ? 1 : -1;
        text.append(String.format(Locale.ROOT, "600,25,%.0f,%.0f,%d%n", first, second, read));
      }
    }
    return text.toString().replace("\r\n", "\n");
  }
}
