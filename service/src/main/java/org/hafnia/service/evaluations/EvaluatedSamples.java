package org.hafnia.service.evaluations;

import org.hafnia.service.datasets.DatasetSummary;
import org.hafnia.service.datasets.Datasets;
import org.hafnia.service.models.StoredModel;
import org.hafnia.service.models.StoredModel.Fold;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.training.folds.CrossValidation;
import org.hafnia.simulator.training.folds.CrossValidation.By;
import org.hafnia.simulator.training.folds.FoldedData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The samples that a model is evaluated on: of its own data set, those that it has not seen. */
@Component
final class EvaluatedSamples {

  private final Datasets datasets;

  EvaluatedSamples(Datasets datasets) {
    this.datasets = datasets;
  }

  /** How many there are at most. */
  int count(StoredModel model, DatasetSummary set) {
    var fold = fold(model, set.name());
    return fold == null ? set.testSamples() : heldOut(model, fold).test().count();
  }

  /** So many of them, from their beginning; a set has training samples all the same. */
  Dataset load(StoredModel model, String dataset, int count) {
    var fold = fold(model, dataset);
    if (fold == null) {
      return datasets.load(dataset, 1, count);
    }
    var set = heldOut(model, fold);
    return Dataset.of(
            set.name(), set.train().first(1), set.test().first(count), set.classes(), set.source())
        .withClassNames(set.classNames());
  }

  /** The fold whose samples are classified; null for the test part of a set. */
  static @Nullable Fold fold(StoredModel model, String dataset) {
    return model.dataset().equals(dataset) ? model.fold() : null;
  }

  private Dataset heldOut(StoredModel model, Fold fold) {
    var data = datasets.load(model.dataset(), fold.trainSamples(), fold.testSamples());
    if (!data.sha256().equals(model.origin().datasetSha256())) {
      String detail =
          "The data set was replaced since the training of %s: its SHA-256 was %s and is %s."
              .formatted(model.name(), model.origin().datasetSha256(), data.sha256());
      throw Problem.of(
          ProblemType.INVALID_REQUEST,
          detail + " Which of its samples the model has not seen is not known any more.",
          new FieldError("/dataset", model.dataset(), detail));
    }
    var by = fold.by().equals("group") ? By.GROUP : By.RECORD;
    var plan = new CrossValidation(fold.folds(), by, fold.repetitions());
    return new FoldedData(data, plan, fold.seed()).fold(fold.fold());
  }
}
