package org.hafnia.service.fits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.hafnia.service.api.Artifact;
import org.hafnia.service.api.DeviceEstimate;
import org.hafnia.service.api.DeviceValue;
import org.hafnia.service.api.FitCandidate;
import org.hafnia.service.api.FitProvenance;
import org.hafnia.service.api.FitTimings;
import org.hafnia.service.api.GoodnessOfFit;
import org.hafnia.service.api.GoodnessTest;
import org.hafnia.service.api.ModelFamily;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.devices.DeviceModelDto;
import org.hafnia.service.devices.DeviceModels;
import org.hafnia.service.fits.FitJob.Run;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.plots.PanelPlot;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.fitting.FitResult.Candidate;
import org.hafnia.simulator.fitting.Panel;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes what is kept of a fit: its result as the contract shapes it, pictures, a table. */
@Component
final class FitResultDto {

  private static final int MOST_DEVICES = 100;
  private static final String DEVICES_FILE = "devices.csv";
  private static final String CSV = "text/csv;charset=UTF-8";
  private static final double MILLIS = 1e3;

  private final Installation installation;
  private final JsonMapper json;
  private final java.time.Clock clock;

  FitResultDto(Installation installation, JsonMapper json, java.time.Clock clock) {
    this.installation = installation;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A result as it is stored.
   *
   * @param pictures names of the files that are pictures
   */
  record Result(String json, List<String> pictures) {}

  Result of(FitResult found, Run run) {
    var plots = new ArrayList<Artifact>();
    found.panels().forEach(panel -> plots.addAll(drawn(panel, run)));
    var files = List.of(stored(DEVICES_FILE, CSV, devices(found.devices()), run));
    var model = found.model();
    var result =
        new org.hafnia.service.api.FitResult()
            .deviceModel(model.name())
            .deviceModelSha256(DeviceModels.sha256(model))
            .family(ModelFamily.fromValue(model.family().word()))
            .variant(found.variant())
            .parameters(DeviceModelDto.parameters(model))
            .range(DeviceModelDto.ranges(model))
            .goodness(goodness(found.goodness()))
            .candidates(found.candidates().stream().map(FitResultDto::candidate).toList())
            .devices(
                found.devices().stream().limit(MOST_DEVICES).map(FitResultDto::device).toList())
            .deviceCount(found.devices().size())
            .warnings(found.warnings())
            .plots(plots)
            .files(files)
            .timings(timings(run))
            .provenance(provenance(run));
    return new Result(
        json.writeValueAsString(result), plots.stream().map(Artifact::getName).toList());
  }

  private static GoodnessOfFit goodness(org.hafnia.simulator.fitting.GoodnessOfFit found) {
    return new GoodnessOfFit(found.points(), found.devices(), found.parameters())
        .logLikelihood(DeviceModelDto.finite(found.logLikelihood()))
        .aic(DeviceModelDto.finite(found.aic()))
        .bic(DeviceModelDto.finite(found.bic()))
        .heldOutLogLikelihood(DeviceModelDto.finite(found.heldOutLogLikelihood()))
        .kolmogorovSmirnov(test(found.kolmogorovSmirnov()))
        .andersonDarling(test(found.andersonDarling()))
        .residualAutocorrelation(
            found.residualAutocorrelation().stream().takeWhile(Double::isFinite).toList());
  }

  private static GoodnessTest test(org.hafnia.simulator.fitting.GoodnessOfFit.Statistic found) {
    return new GoodnessTest(found.method())
        .statistic(DeviceModelDto.finite(found.value()))
        .pValue(DeviceModelDto.finite(found.pValue()));
  }

  private static FitCandidate candidate(Candidate found) {
    return new FitCandidate(
            ModelFamily.fromValue(found.family()), found.variant(), found.parameters())
        .logLikelihood(DeviceModelDto.finite(found.logLikelihood()))
        .aic(DeviceModelDto.finite(found.aic()))
        .bic(DeviceModelDto.finite(found.bic()))
        .heldOutLogLikelihood(DeviceModelDto.finite(found.heldOut()))
        .note(found.note().isEmpty() ? null : found.note());
  }

  private static DeviceEstimate device(FitResult.DeviceEstimate found) {
    var values = new TreeMap<String, DeviceValue>();
    found
        .values()
        .forEach(
            (symbol, value) ->
                values.put(
                    symbol,
                    new DeviceValue(value.identified())
                        .value(DeviceModelDto.finite(value.value()))
                        .standardError(DeviceModelDto.finite(value.standardError()))));
    return new DeviceEstimate(found.device(), values)
        .note(found.note().isEmpty() ? null : found.note());
  }

  /** Every device, one row per parameter. */
  private static byte[] devices(List<FitResult.DeviceEstimate> found) {
    var out = new ByteArrayOutputStream();
    try (var csv = DeviceTable.to(out)) {
      for (var device : found) {
        csv.add(device);
      }
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return out.toByteArray();
  }

  /** A picture that cannot be drawn, for want of fonts perhaps, does not cost the result. */
  private static List<Artifact> drawn(Panel panel, Run run) {
    try {
      var plot = new PanelPlot(panel);
      return List.of(
          stored(panel.name() + ".png", "image/png", plot.png(), run),
          stored(panel.name() + ".svg", "image/svg+xml", plot.svg(), run));
    } catch (LinkageError | java.awt.AWTError | IllegalArgumentException e) {
      run.context().log(Level.WARNING, "The plot " + panel.name() + " cannot be drawn: " + e);
      return List.of();
    }
  }

  private static Artifact stored(String name, String mediaType, byte[] content, Run run) {
    run.context().artifact(name, mediaType, content);
    String href = "/v1/jobs/" + run.row().id() + "/artifacts/" + name;
    return new Artifact(name, mediaType, (long) content.length, href);
  }

  private FitTimings timings(Run run) {
    var now = clock.instant();
    return new FitTimings(
        seconds(run.began(), now),
        seconds(run.began(), run.loaded()),
        seconds(run.loaded(), run.fitted()),
        seconds(run.fitted(), now));
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / MILLIS;
  }

  private FitProvenance provenance(Run run) {
    var spec = run.row().spec();
    return new FitProvenance()
        .specSha256(run.row().specSha256())
        .seed(spec.seed())
        .measurementSet(run.set().name())
        .measurementSetId(run.set().id())
        .measurementSetSha256(run.set().sha256())
        .rows((long) run.rows())
        .version(installation.version())
        .gitCommit(installation.gitCommit().orElse(null))
        .javaVersion(installation.javaVersion())
        .threads(installation.threads())
        .cpu(installation.cpu())
        .operatingSystem(installation.operatingSystem())
        .worker(run.context().worker())
        .attempt(run.context().attempt());
  }
}
