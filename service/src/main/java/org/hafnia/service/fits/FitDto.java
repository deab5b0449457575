package org.hafnia.service.fits;

import java.util.Objects;
import org.hafnia.service.api.FitLinks;
import org.hafnia.service.api.FitRequest;
import org.hafnia.service.api.FitResult;
import org.hafnia.service.api.FitSelection;
import org.hafnia.service.api.MemoryEstimate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fits as the contract shapes them. */
final class FitDto {

  static final String PATH = "/v1/fits";

  private static final double USUAL_CONFIDENCE = 0.95;
  private static final int USUAL_PRIORITY = 50;

  private FitDto() {}

  /** A request that was held against the contract; the raw JSON tells what was left open. */
  static FitCheck.Asked asked(FitRequest request, JsonNode raw) {
    var family = request.getFamily();
    return new FitCheck.Asked(
        request.getName(),
        request.getMeasurementSet(),
        family == null ? FitSpec.AUTO : family.getValue(),
        Objects.requireNonNullElse(request.getVariant(), FitSpec.AUTO),
        Objects.requireNonNullElse(request.getSeed(), 1L),
        Objects.requireNonNullElse(request.getBootstrapDraws(), 0),
        Objects.requireNonNullElse(request.getConfidence(), USUAL_CONFIDENCE),
        select(raw.has("select") ? request.getSelect() : null),
        Objects.requireNonNullElse(request.getPriority(), USUAL_PRIORITY));
  }

  private static FitSpec.@Nullable Select select(@Nullable FitSelection asked) {
    return asked == null
        ? null
        : new FitSpec.Select(asked.getDevices(), asked.getConditions(), asked.getStates());
  }

  static org.hafnia.service.api.FitCheck check(FitCheck.Checked preview, JsonMapper json) {
    var memory =
        new MemoryEstimate(preview.estimateBytes(), preview.limitBytes()).parts(preview.memory());
    return new org.hafnia.service.api.FitCheck(
        true, spec(preview.spec(), json), preview.set().rows(), memory);
  }

  static org.hafnia.service.api.Fit of(Fits.Fit fit, JsonMapper json) {
    var job = fit.job().body();
    var spec = fit.row().spec();
    String self = PATH + "/" + job.getId();
    var links = job.getLinks();
    String result = fit.row().result();
    return new org.hafnia.service.api.Fit()
        .id(job.getId())
        .name(spec.name())
        .state(job.getState())
        .progress(job.getProgress())
        .stage(job.getStage())
        .etaSeconds(job.getEtaSeconds())
        .queuePosition(job.getQueuePosition())
        .attempt(job.getAttempt())
        .priority(job.getPriority())
        .submittedAt(job.getSubmittedAt())
        .startedAt(job.getStartedAt())
        .finishedAt(job.getFinishedAt())
        .spec(spec(spec, json))
        .result(result == null ? null : json.readValue(result, FitResult.class))
        .problem(job.getProblem())
        .links(
            new FitLinks(
                    self,
                    links.getSelf(),
                    links.getEvents(),
                    links.getLog(),
                    "/v1/measurement-sets/" + fit.row().measurementSetId())
                .deviceModel(fit.hasModel() ? "/v1/device-models/" + spec.name() : null));
  }

  private static FitRequest spec(FitSpec spec, JsonMapper json) {
    return json.convertValue(spec, FitRequest.class);
  }
}
