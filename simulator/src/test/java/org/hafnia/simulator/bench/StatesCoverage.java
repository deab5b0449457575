package org.hafnia.simulator.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.states.StatesFitter;

/**
 * Draws arrays from a preset, fits them, and counts how often the 95 % intervals hold the numbers
 * they were drawn with.
 */
final class StatesCoverage {

  /** Cells that stand for all. */
  private static final int MANY = 3000;

  /** Arrays of so many cells whose mean is the truth. */
  private static final int ARRAYS = 12;

  private StatesCoverage() {}

  /**
   * Over repetitions: mean estimate less the truth, the standard error of that, and the share of
   * intervals that hold the truth.
   */
  record Coverage(double truth, double bias, double error, double share, int identified) {

    /** Bias relative to the truth; of logarithms of resistance, relative to a factor e. */
    double relativeBias(String number) {
      return bias / scale(number);
    }

    /** Standard error of the relative bias. */
    double relativeError(String number) {
      return error / scale(number);
    }

    private double scale(String number) {
      return number.endsWith("mu") || number.endsWith("From") ? 1 : Math.abs(truth);
    }
  }

  /** By "symbol number", for every number of the preset. */
  static Map<String, Coverage> of(String preset, SampleSpec size, int repetitions)
      throws Exception {
    var truth = (StatesModel) DeviceModels.find(preset).orElseThrow();
    var word = truth.description().parameter(StatesModel.LRS).law();
    var fits = IntStream.range(0, repetitions).mapToObj(r -> fitted(truth, word, size, r)).toList();
    // What telling bad cells apart leaves of a tailed law is another law: that of many cells.
    var many =
        word.equals("lognormal")
            ? List.of(truth.description())
            : IntStream.range(0, ARRAYS)
                .mapToObj(r -> fitted(truth, word, new SampleSpec(1, MANY, size.points()), r))
                .toList();
    var found = new TreeMap<String, Coverage>();
    for (var parameter : truth.description().parameters()) {
      for (var key : parameter.values().keySet()) {
        double wanted =
            many.stream()
                .map(one -> one.find(parameter.symbol()).orElse(parameter))
                .mapToDouble(one -> one.values().getOrDefault(key, parameter.value(key)))
                .average()
                .orElseThrow();
        found.put(parameter.symbol() + " " + key, coverage(fits, parameter.symbol(), key, wanted));
      }
    }
    return found;
  }

  private static ModelDescription fitted(
      StatesModel truth, String word, SampleSpec size, int repetition) {
    var spec = new SampleSpec(size.seed() + repetition, size.devices(), size.points());
    var options =
        new FitOptions("again", word, spec.seed(), size.devices() == MANY ? 2 : 200, 0.95, 2);
    try {
      return new StatesFitter()
          .model(ModelSamples.draw(truth, spec), options, FitListener.NONE)
          .description();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Coverage coverage(
      List<ModelDescription> fits, String symbol, String key, double truth) {
    double sum = 0;
    double squares = 0;
    int identified = 0;
    int held = 0;
    var found = fits.stream().filter(fit -> fit.find(symbol).isPresent()).toList();
    for (var fit : found) {
      var parameter = fit.parameter(symbol);
      var estimate = parameter.estimates().get(key);
      double off = parameter.value(key) - truth;
      sum += off;
      squares += off * off;
      if (estimate != null && estimate.identified()) {
        identified++;
        held += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
      }
    }
    int n = found.size();
    double error = Math.sqrt((squares / n - sum * sum / n / n) / (n - 1));
    return new Coverage(truth, sum / n, error, (double) held / identified, identified);
  }

  public static void main(String[] args) {
    int repetitions = Integer.getInteger("repetitions", 200);
    var size = new SampleSpec(1000, Integer.getInteger("cells", 100), 300);
    var named = System.getProperty("preset", "");
    var presets = List.of("hfo2-radar-2021", "hfo2-radar-2021-tails");
    try {
      for (var preset : named.isEmpty() ? presets : List.of(named)) {
        System.out.printf(
            "%s, %d cells x 300 cycles, %d repetitions%n", preset, size.devices(), repetitions);
        of(preset, size, repetitions)
            .forEach(
                (number, c) ->
                    System.out.printf(
                        "%-22s %9.4f  bias %+7.4f (%+6.2f %%)  coverage %5.1f %% of %d%n",
                        number,
                        c.truth(),
                        c.bias(),
                        100 * c.relativeBias(number),
                        100 * c.share(),
                        c.identified()));
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
