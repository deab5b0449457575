package org.hafnia.service.jobs;

/**
 * What a job does, by its name in the contract.
 *
 * @param subjects where the subjects of this kind are read, {@code /v1/trainings} for example
 * @param pausable whether it can stop half-way and go on later with the same result
 */
public record JobKind(String name, String subjects, boolean pausable) {

  /** A kind that runs to its end. */
  public JobKind(String name, String subjects) {
    this(name, subjects, false);
  }
}
