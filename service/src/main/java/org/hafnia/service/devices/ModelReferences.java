package org.hafnia.service.devices;

import java.util.Optional;

/** A feature that names device models; asked before a name is given away or a model goes. */
public interface ModelReferences {

  /** Who will store a model under this name, in words: "the fit 0192…, which is queued". */
  default Optional<String> claim(String name) {
    return Optional.empty();
  }

  /** What was made with the model of this name, in words: "the training 0192…". */
  Optional<String> use(String name);
}
