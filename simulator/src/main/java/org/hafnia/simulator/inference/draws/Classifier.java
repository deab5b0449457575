package org.hafnia.simulator.inference.draws;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A trained network and a test set. Used by one thread at a time; others have their own. */
public interface Classifier extends AutoCloseable {

  /**
   * Classifies all images.
   *
   * @param errors empty for none
   * @param draw address of the errors
   * @param answers to be filled
   * @param cancelled asked often
   * @return false if it was cancelled; what was answered then means nothing
   */
  boolean run(Optional<Errors> errors, long draw, Answers answers, BooleanSupplier cancelled);

  @Override
  void close();
}
