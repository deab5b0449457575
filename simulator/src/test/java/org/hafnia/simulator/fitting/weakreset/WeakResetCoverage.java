package org.hafnia.simulator.fitting.weakreset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.weakreset.FittedDescription.Known;

/**
 * Bias and coverage of the weak-RESET fit: many data sets of 100 devices and 1,000 pulses are drawn
 * from the published model and fitted. {@code -Drepetitions=200 -Dfirst=1 -Dwhite=0} set their
 * number, the first seed and the white noise.
 */
public final class WeakResetCoverage {

  private WeakResetCoverage() {}

  public static void main(String[] args) {
    int repetitions = Integer.getInteger("repetitions", 200);
    int first = Integer.getInteger("first", 1);
    WeakResetModel model =
        Replications.published(Double.parseDouble(System.getProperty("white", "0")));
    Map<String, Double> truth = Replications.truth(model);
    Map<String, List<Known>> found = new LinkedHashMap<>();
    long start = System.nanoTime();
    for (int i = 0; i < repetitions; i++) {
      int seed = first + i;
      fit(model, seed)
          .forEach(
              (name, number) -> {
                found.computeIfAbsent(name, missing -> new ArrayList<>()).add(number);
                System.out.printf(
                    "%d;%s;%s;%s;%s;%s%n",
                    seed,
                    name,
                    number.value(),
                    number.estimate().low(),
                    number.estimate().high(),
                    number.estimate().identified());
              });
    }
    System.out.printf(
        "%n%d repetitions, %.2f s each%n",
        repetitions, (System.nanoTime() - start) / 1e9 / repetitions);
    System.out.println(
        "number                    true        mean      bias  coverage  identified");
    found.forEach(
        (name, numbers) ->
            System.out.println(
                Replications.Row.of(name, truth.getOrDefault(name, Double.NaN), numbers)));
  }

  private static Map<String, Known> fit(WeakResetModel model, int seed) {
    try {
      return Replications.fit(model, new SampleSpec(seed, 100, 1000));
    } catch (FitProblem | FitCancelled e) {
      throw new IllegalStateException(e);
    }
  }
}
