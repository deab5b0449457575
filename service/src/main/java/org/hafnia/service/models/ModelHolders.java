package org.hafnia.service.models;

import java.util.List;
import java.util.Optional;

/** Whoever needs models, or will make some; asked before a model goes or a name is given away. */
public interface ModelHolders {

  /** What is queued or running and needs that model, in words: "the training 0192…". */
  List<String> holders(StoredModel model);

  /** Who will store a model under this name, in words. */
  default Optional<String> claim(String name) {
    return Optional.empty();
  }
}
