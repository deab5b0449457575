package org.hafnia.service.trainings;

import java.util.Optional;
import org.hafnia.service.devices.ModelReferences;
import org.springframework.stereotype.Component;

/** Keeps the device models that trainings were made with. */
@Component
final class ModelUse implements ModelReferences {

  private final TrainingStore store;

  ModelUse(TrainingStore store) {
    this.store = store;
  }

  @Override
  public Optional<String> use(String name) {
    return store.findByDeviceModel(name).map(id -> "the training " + id);
  }
}
