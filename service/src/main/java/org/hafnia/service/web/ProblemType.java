package org.hafnia.service.web;

import java.util.Locale;

/** Every type of problem that the service answers with; the last part of its stable address. */
public enum ProblemType {
  MALFORMED_REQUEST(400, "The request is malformed", "The body is not JSON, or a part is missing."),
  INVALID_PARAMETER(400, "A parameter is invalid", "A parameter of the path, query or header."),
  NOT_FOUND(404, "Not found", "Nothing has this address or this name."),
  METHOD_NOT_ALLOWED(405, "Method not allowed", "The address exists, but not for this method."),
  NOT_ACCEPTABLE(406, "Not acceptable", "The answer exists in no media type that was asked for."),
  CONFLICT(409, "Conflict", "The request does not fit the state of what it addresses."),
  JOB_STATE(409, "The job is in another state", "This step needs the job in a different state."),
  DATASET_EXISTS(409, "The name is taken", "Another data set has this name; choose a new one."),
  DATASET_IN_USE(409, "The data set stays", "It is no upload, or what is queued or runs reads it."),
  DEVICE_MODEL_EXISTS(409, "The name is taken", "Another device model has or will have this name."),
  DEVICE_MODEL_IN_USE(409, "The device model stays", "A preset, or something refers to it."),
  TOO_LARGE(413, "The request is too large", "The body exceeds the limit named in the problem."),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", "The body has a type not read here."),
  INVALID_REQUEST(422, "The request breaks the contract", "Every offending field is listed."),
  UNKNOWN_DATASET(422, "Unknown data set", "No data set has this name; the known ones are listed."),
  DATASET_UNAVAILABLE(
      422, "The data set cannot be had", "Its files were not found or are damaged."),
  INVALID_DATASET(422, "The data set is invalid", "A file is damaged or does not fit the others."),
  INVALID_MEASUREMENTS(
      422, "The measurements are invalid", "Rows break rules, or the file cannot be read."),
  INVALID_MAPPING(422, "The mapping does not fit", "Columns, units or constants do not fit."),
  UNKNOWN_MEASUREMENT_SET(422, "Unknown measurement set", "No set has this id or name."),
  MEASUREMENT_SET_EXISTS(409, "The name is taken", "Another measurement set has this name."),
  MEASUREMENT_SET_IN_USE(409, "The set is in use", "A fit or an error rate was made from it."),
  UNKNOWN_DEVICE_MODEL(422, "Unknown device model", "No device model has this name."),
  OUT_OF_MEASURED_RANGE(
      422, "Never measured there", "Ask within the measured range, or to extrapolate."),
  TOO_MANY_READS(422, "The question takes too long", "Its estimate exceeds the limit of a job."),
  EVALUATION_TOO_LONG(422, "The evaluation takes too long", "Its estimate exceeds the limit."),
  WRONG_MODEL_FAMILY(422, "Another family is needed", "The device model cannot do what is asked."),
  INVALID_DEVICE_MODEL(422, "No device model", "A parameter does not fit the family's equations."),
  UNKNOWN_NETWORK(422, "Unknown network", "No network has this name; the known ones are listed."),
  INVALID_NETWORK(422, "The layers do not fit", "The layer and the shapes are named."),
  NETWORK_EXISTS(409, "The name is taken", "A preset or another network has this name."),
  NETWORK_IN_USE(409, "The network stays", "It is a preset, or a training uses it."),
  UNKNOWN_MODEL(422, "Unknown model", "No stored model has this id or name."),
  MODEL_MISMATCH(422, "The model is of another network", "The first layer that differs is named."),
  COMPUTE_DEVICE_UNAVAILABLE(
      422, "The device is not there", "The worker has no such device; those it has are named."),
  MODEL_EXISTS(409, "The name is taken", "A model has this name, or a training will store one."),
  MODEL_IN_USE(409, "The model stays", "What is queued or runs needs it; the holders are named."),
  MODEL_DAMAGED(500, "The model is damaged", "Its file does not match its digests."),
  FIT_IMPOSSIBLE(422, "These data cannot be fitted", "What they lack is named in the problem."),
  TOO_MUCH_MEMORY(422, "The job would not fit", "Its memory estimate exceeds the limit of a job."),
  IDEMPOTENCY_KEY_REUSED(422, "The key was used before", "A key stands for one body only."),
  JOB_FAILED(500, "The job failed", "The job ended with an error that it did not expect."),
  JOB_LOST(500, "The job was lost", "Its worker died too often; retry goes on from a checkpoint."),
  TRAINING_DIVERGED(422, "The training diverged", "Loss or gradients left the range of numbers."),
  INTERNAL(500, "Something broke in the service", "A defect; the log has the id of the problem."),
  UNAVAILABLE(503, "Not available now", "The database cannot be reached; try again later.");

  private final int status;
  private final String title;
  private final String explanation;

  ProblemType(int status, String title, String explanation) {
    this.status = status;
    this.title = title;
    this.explanation = explanation;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String explanation() {
    return explanation;
  }

  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The stable address that a problem carries as its type. */
  public String address() {
    return "/docs/problems/" + slug();
  }
}
