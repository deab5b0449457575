package org.hafnia.service.jobs;

/**
 * What a job does, by its name in the contract.
 *
 * @param subjects where the subjects of this kind are read, {@code /v1/trainings} for example
 */
public record JobKind(String name, String subjects) {}
