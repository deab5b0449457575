package org.hafnia.service.trainings;

import java.util.Optional;
import org.hafnia.service.devices.ModelReferences;
import org.hafnia.service.networks.NetworkReferences;
import org.springframework.stereotype.Component;

/** Keeps the device models and the networks that trainings were made with. */
@Component
final class TrainingUse implements ModelReferences, NetworkReferences {

  private final TrainingStore store;

  TrainingUse(TrainingStore store) {
    this.store = store;
  }

  @Override
  public Optional<String> use(String name) {
    return store.findByDeviceModel(name).map(id -> "the training " + id);
  }

  @Override
  public Optional<String> networkUse(String name) {
    return store.findByNetwork(name).map(id -> "the training " + id);
  }
}
