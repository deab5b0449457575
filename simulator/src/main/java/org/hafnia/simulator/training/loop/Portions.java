package org.hafnia.simulator.training.loop;

import java.util.Optional;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Normalisation;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.training.plan.Plan;

/**
 * What becomes of the samples of a data set in a training.
 *
 * @param training samples that are trained on
 * @param validation samples that are held out to judge the epochs by; empty for none
 * @param test samples of the test
 * @param normalisation that all of them are read with, computed on the training samples alone;
 *     empty where they are read as the data set has them
 */
public record Portions(
    Samples training,
    Optional<Samples> validation,
    Samples test,
    Optional<Normalisation> normalisation) {

  /** Divides a data set as the plan says. */
  public static Portions of(Dataset data, Plan plan, long seed) {
    var holdout = Holdout.of(data.train(), plan.validationFraction(), seed);
    var whole =
        new Portions(holdout.training(), holdout.validation(), data.test(), Optional.empty());
    return plan.augmentation().normalise()
        ? whole.normalised(Normalisation.of(whole.training))
        : whole;
  }

  private Portions normalised(Normalisation by) {
    return new Portions(
        training.normalised(by),
        validation.map(samples -> samples.normalised(by)),
        test.normalised(by),
        Optional.of(by));
  }

  /** Samples of the larger set that is evaluated. */
  public int mostEvaluated() {
    return Math.max(test.count(), validation.map(Samples::count).orElse(0));
  }
}
