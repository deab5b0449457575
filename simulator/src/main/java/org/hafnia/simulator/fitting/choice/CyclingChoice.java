package org.hafnia.simulator.fitting.choice;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.EnduranceModel;
import org.hafnia.simulator.device.StatesModel;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * States or endurance: both are fitted again without some reads, and each of these, bad and failed
 * cells included, counts with the density of its ln(R/ohm) by itself, from the law of all cells at
 * its cycle. Endurance, whose laws follow the cycles, must be better with 99.5 % confidence by
 * Student's t over the devices held out, or with few devices over blocks of cycles.
 */
final class CyclingChoice {

  private static final int FOLD = 5;

  /** Devices from which whole devices are held out. */
  private static final int MANY_DEVICES = 25;

  private static final int BLOCKS = 20;
  private static final double SURE = 0.995;

  /** Draws of a bootstrap whose intervals nobody looks at. */
  private static final int FEW_DRAWS = 20;

  private CyclingChoice() {}

  static Choice of(Choice.Question question, FitListener listener) throws FitProblem, FitCancelled {
    var data = question.data();
    int[] clusters = clusters(data);
    int most = Arrays.stream(clusters).max().orElse(-1);
    if (most < 1) {
      return none("too few cycles to hold some out");
    }
    try {
      listener.check();
      var rest = data.where(row -> clusters[row] < 0);
      double[] states = scores(question, Family.STATES, rest, clusters, most + 1);
      listener.check();
      double[] endurance = scores(question, Family.ENDURANCE, rest, clusters, most + 1);
      long held = Arrays.stream(clusters).filter(cluster -> cluster >= 0).count();
      return decide(states, endurance, held);
    } catch (FitProblem problem) {
      return none("without the reads to be held out, " + problem.getMessage());
    }
  }

  private static Choice none(String why) {
    String note = "not compared: " + why;
    return new Choice(
        Family.STATES,
        Map.of(Family.STATES, note, Family.ENDURANCE, note),
        List.of(
            "The families were not compared: %s. Taken is states, which assumes less."
                .formatted(why)));
  }

  private static Choice decide(double[] states, double[] endurance, long held) {
    int n = states.length;
    double[] gain = new double[n];
    Arrays.setAll(gain, i -> endurance[i] - states[i]);
    double mean = Arrays.stream(gain).average().orElse(0);
    double squares = Arrays.stream(gain).map(x -> (x - mean) * (x - mean)).sum();
    double error = Math.sqrt(squares / (n - 1.0) / n);
    double asked = new TDistribution(n - 1.0).inverseCumulativeProbability(SURE);
    boolean clearly = mean > asked * error;
    String gained =
        "endurance gains %.3f +- %.3f nat per read".formatted(mean * n / held, error * n / held);
    String form = "among families: %.4f nat per read over %,d reads held out; " + gained;
    return new Choice(
        clearly ? Family.ENDURANCE : Family.STATES,
        Map.of(
            Family.STATES, form.formatted(Arrays.stream(states).sum() / held, held),
            Family.ENDURANCE, form.formatted(Arrays.stream(endurance).sum() / held, held)),
        List.of());
  }

  /** The cluster of each row that is held out; -1 for the others. */
  private static int[] clusters(MeasurementTable data) {
    int[] devices = data.codes("device");
    int[] clusters = new int[data.rows()];
    if (data.words("device").size() >= MANY_DEVICES) {
      Arrays.setAll(clusters, r -> devices[r] % FOLD == FOLD - 1 ? devices[r] / FOLD : -1);
      return clusters;
    }
    double[] cycles = data.numbers("cycle");
    double[] distinct = Arrays.stream(cycles).distinct().sorted().toArray();
    for (int row = 0; row < clusters.length; row++) {
      int place = Arrays.binarySearch(distinct, cycles[row]);
      clusters[row] = place % FOLD == FOLD - 1 ? place / FOLD : -1;
    }
    int places = distinct.length / FOLD;
    if (places > BLOCKS) {
      Arrays.setAll(clusters, r -> clusters[r] < 0 ? -1 : clusters[r] * BLOCKS / places);
    }
    return clusters;
  }

  /** Sum of ln densities of each cluster, under a fit to the rest. */
  private static double[] scores(
      Choice.Question question, Family family, MeasurementTable rest, int[] clusters, int count)
      throws FitProblem, FitCancelled {
    var options = question.options();
    var few =
        new FitOptions(
            options.name(),
            options.variant(),
            options.seed(),
            FEW_DRAWS,
            options.confidence(),
            options.threads());
    var laws = new Laws(question.refit().fit(family, rest, few).model());
    var data = question.data();
    int high = data.words("state").indexOf(StatesModel.HRS);
    double[] sums = new double[count];
    for (int row = 0; row < clusters.length; row++) {
      if (clusters[row] >= 0) {
        var pair = laws.at(data, row);
        var law = data.codes("state")[row] == high ? pair.high() : pair.low();
        sums[clusters[row]] += law.logDensity(Math.log(data.numbers("resistanceOhm")[row]));
      }
    }
    return sums;
  }

  /** Laws of the reads of all cells under a fitted model. */
  private static final class Laws {

    private final ModelDescription model;
    private final Map<List<Object>, StatePair> known = new HashMap<>();

    Laws(ModelDescription model) {
      this.model = model;
    }

    StatePair at(MeasurementTable data, int row) {
      if (model.family() == Family.STATES) {
        return known.computeIfAbsent(List.of(), key -> new StatesModel(model).allStates());
      }
      double cycle = data.numbers("cycle")[row];
      String condition =
          data.has("condition") && data.codes("condition")[row] >= 0
              ? data.words("condition").get(data.codes("condition")[row])
              : "";
      return known.computeIfAbsent(
          List.of(condition, cycle),
          key -> new EnduranceModel(model).states(condition, cycle, true));
    }
  }
}
