package org.hafnia.service.evaluations;

import java.util.List;
import org.hafnia.service.models.ModelHolders;
import org.hafnia.service.models.StoredModel;
import org.springframework.stereotype.Component;

/** Keeps the stored models that queued and running evaluations need. */
@Component
final class EvaluationUse implements ModelHolders {

  private final EvaluationStore store;

  EvaluationUse(EvaluationStore store) {
    this.store = store;
  }

  @Override
  public List<String> holders(StoredModel model) {
    return store.holders(model);
  }
}
