package org.hafnia.service.networks;

import java.util.Optional;

/** Whoever keeps something that was made with a stored network. */
public interface NetworkReferences {

  /** What uses the network of that name, in words; empty for nothing. */
  Optional<String> networkUse(String name);
}
