package org.hafnia.service.trainings.plan;

import java.util.List;
import java.util.Objects;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.training.folds.CrossValidation;
import org.hafnia.simulator.training.folds.CrossValidation.By;
import org.hafnia.simulator.training.folds.FoldedData;
import org.jspecify.annotations.Nullable;

/**
 * How samples are cut for a cross-validation; the fields are named as in the contract.
 *
 * @param by null where the request leaves it open, until the data set is known
 */
public record FoldSettings(int folds, @Nullable String by, int repetitions) {

  private static final String POINTER = "/crossValidation/";

  /** The same in the simulator's words, for settings that are complete. */
  public CrossValidation simulated() {
    return new CrossValidation(
        folds, "group".equals(Objects.requireNonNull(by)) ? By.GROUP : By.RECORD, repetitions);
  }

  /** Trainings that it takes. */
  public int trainings() {
    return folds * repetitions;
  }

  /**
   * These settings with every default, and complaints about what the data set cannot do.
   *
   * @param batch samples in a batch
   * @param validation part of the samples of a fold's training that is held out, 0 for none
   */
  public FoldSettings filled(Dataset data, int batch, double validation, List<FieldError> errors) {
    var samples = data.train().plus(data.test());
    String how = by == null ? (samples.isGrouped() ? "group" : "record") : by;
    var filled = new FoldSettings(folds, how, repetitions);
    var misfit = filled.simulated().misfit(samples);
    if (misfit.isPresent()) {
      var found = misfit.get();
      errors.add(new FieldError(POINTER + found.field(), found.value(), found.detail()));
      return filled;
    }
    var cut = new FoldedData(data, filled.simulated(), 0);
    int train = cut.fewestToTrain();
    if (batch > train) {
      errors.add(
          new FieldError(
              "/batchSize",
              batch,
              "Expected at most %d: so many samples are left to train on beside a fold."
                  .formatted(train)));
    }
    if (!cut.allowsValidation(validation)) {
      errors.add(
          new FieldError(
              "/validationFraction",
              validation,
              "Expected nothing here: beside a fold there are too few %s to hold some out."
                  .formatted(how.equals("group") ? "groups" : "samples")));
    }
    return filled;
  }
}
