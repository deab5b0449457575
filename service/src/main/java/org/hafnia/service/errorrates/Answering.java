package org.hafnia.service.errorrates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.errorrates.QuestionCheck.Checked;
import org.hafnia.service.errorrates.answer.Answer;
import org.hafnia.service.errorrates.answer.Found;
import org.hafnia.service.errorrates.answer.PointAnswer;
import org.hafnia.service.errorrates.answer.SupplyWindow;
import org.hafnia.service.errorrates.answer.Work;
import org.hafnia.service.errorrates.sources.FittedAmplifier;
import org.hafnia.service.jobs.MadeFile;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateListener;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Works out answers and makes what is kept of them: the result, its pictures and tables. */
@Component
final class Answering {

  /** Stands for a worker where none was needed. */
  static final String AT_ONCE = "at-once";

  private static final double JOULE_PER_PICOJOULE = 1e-12;

  private final AnswerFiles files;
  private final Installation installation;
  private final JsonMapper json;
  private final Clock clock;
  private final Semaphore places;

  Answering(
      AnswerFiles files,
      Installation installation,
      ErrorRatesProperties properties,
      JsonMapper json,
      Clock clock) {
    this.files = files;
    this.installation = installation;
    this.json = json;
    this.clock = clock;
    this.places = new Semaphore(properties.atOnce());
  }

  /** An answer with its files. */
  record Answered(Answer answer, List<MadeFile> files, Instant startedAt, Duration took) {

    ErrorRateStore.Summary summary() {
      var rate = answer.headline();
      var energy = answer.points().getFirst().energyPicojoulePerBit();
      return new ErrorRateStore.Summary(
          rate.map(PointAnswer.MethodRate::value).orElse(null),
          rate.map(PointAnswer.MethodRate::low).orElse(null),
          rate.map(PointAnswer.MethodRate::high).orElse(null),
          energy == null ? null : energy * JOULE_PER_PICOJOULE);
    }
  }

  /** Who worked it out. */
  record Run(UUID id, String worker, int attempt) {}

  /** The answer now, unless too many are being worked out already. */
  Optional<Answered> now(Checked checked) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(answer(checked, RateListener.SILENT));
    } catch (RateCancelled impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      places.release();
    }
  }

  Answered answer(Checked checked, RateListener listener) throws RateCancelled {
    var start = clock.instant();
    var source = checked.source();
    var design = source.amplifier().map(FittedAmplifier::design).orElse(null);
    var work = new Work(checked.question(), source::at, design, installation.threads());
    var answer = work.answer(checked.warnings(), listener);
    return new Answered(answer, files.of(answer), start, Duration.between(start, clock.instant()));
  }

  /** As the contract shapes it. */
  String result(Answered answered, Checked checked, Run run) {
    var answer = answered.answer();
    return json.writeValueAsString(
        new Result(
            answer.points(),
            answer.supplyWindow().orElse(null),
            answer.found().orElse(null),
            answer.warnings(),
            answered.files().stream().map(file -> shown(file, run.id())).toList(),
            provenance(answered, checked, run)));
  }

  private static FileReference shown(MadeFile file, UUID id) {
    String href = "/v1/jobs/" + id + "/artifacts/" + file.name();
    return new FileReference(file.name(), file.mediaType(), file.size(), href);
  }

  private Provenance provenance(Answered answered, Checked checked, Run run) {
    var question = checked.question();
    var origin = checked.source().origin();
    return new Provenance(
        question.sha256(),
        question.seed(),
        origin.deviceModel(),
        origin.deviceModelSha256(),
        origin.retentionModel(),
        origin.retentionModelSha256(),
        origin.measurementSet(),
        origin.measurementSetSha256(),
        origin.amplifierModel(),
        origin.amplifierModelSha256(),
        installation.version(),
        installation.gitCommit().orElse(null),
        installation.javaVersion(),
        installation.threads(),
        run.worker(),
        run.attempt(),
        answered.took().toMillis() / 1e3);
  }

  private record Result(
      List<PointAnswer> points,
      @Nullable SupplyWindow supplyWindow,
      @Nullable Found found,
      List<String> warnings,
      List<FileReference> files,
      Provenance provenance) {}

  private record FileReference(String name, String mediaType, long bytes, String href) {}

  private record Provenance(
      String specSha256,
      long seed,
      @Nullable String deviceModel,
      @Nullable String deviceModelSha256,
      @Nullable String retentionModel,
      @Nullable String retentionModelSha256,
      @Nullable String measurementSet,
      @Nullable String measurementSetSha256,
      @Nullable String amplifierModel,
      @Nullable String amplifierModelSha256,
      String version,
      @Nullable String gitCommit,
      String javaVersion,
      int threads,
      String worker,
      int attempt,
      double wallSeconds) {}
}
