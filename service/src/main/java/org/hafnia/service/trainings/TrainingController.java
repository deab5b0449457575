package org.hafnia.service.trainings;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.hafnia.service.api.JobState;
import org.hafnia.service.api.MetricsPage;
import org.hafnia.service.api.Training;
import org.hafnia.service.api.TrainingCheck;
import org.hafnia.service.api.TrainingPage;
import org.hafnia.service.api.TrainingRequest;
import org.hafnia.service.api.TrainingsApi;
import org.hafnia.service.web.ETags;
import org.hafnia.service.web.Idempotency;
import org.hafnia.service.web.contract.AsAsked;
import org.hafnia.service.web.contract.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Speaks {@code /v1/trainings}. */
@RestController
class TrainingController implements TrainingsApi {

  private static final String PATH = "/v1/trainings";

  private final Trainings trainings;
  private final Idempotency idempotency;
  private final JsonMapper json;

  TrainingController(Trainings trainings, Idempotency idempotency, JsonMapper json) {
    this.trainings = trainings;
    this.idempotency = idempotency;
    this.json = json;
  }

  @Override
  public ResponseEntity<Training> submitTraining(
      TrainingRequest request, @Nullable String idempotencyKey, Boolean validateOnly) {
    var raw = AsAsked.json();
    // Not in the transaction: it may read a data set, or fetch one.
    var checked = trainings.check(TrainingDto.asked(request, raw));
    var once = new Idempotency.Request<>(idempotencyKey, "POST " + PATH, request, Training.class);
    return idempotency.once(
        once,
        () -> {
          var training = TrainingDto.of(trainings.submit(checked, raw.toString()), json);
          return ResponseEntity.accepted()
              .location(URI.create(training.getLinks().getSelf()))
              .header(HttpHeaders.RETRY_AFTER, "1")
              .body(training);
        });
  }

  /** Checks and answers what would be queued; chosen over submitting by its parameter. */
  @PostMapping(
      path = PATH,
      params = "validateOnly=true",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<TrainingCheck> checkTraining(@RequestBody TrainingRequest request) {
    var preview = trainings.preview(TrainingDto.asked(request, AsAsked.json()));
    return ResponseEntity.ok(TrainingDto.check(preview, json));
  }

  @Override
  public ResponseEntity<TrainingPage> listTrainings(
      @Nullable List<JobState> state,
      @Nullable String name,
      @Nullable String dataset,
      Integer limit,
      @Nullable String cursor) {
    var states =
        state == null ? List.<String>of() : state.stream().map(JobState::getValue).toList();
    var filter =
        new TrainingStore.Filter(
            states, name, dataset, Cursor.read(cursor), Math.addExact(limit, 1));
    var found = trainings.list(filter);
    var items = found.stream().limit(limit).map(one -> TrainingDto.of(one, json)).toList();
    var page = new TrainingPage(items);
    return ResponseEntity.ok(
        found.size() > limit ? page.nextCursor(Cursor.of(items.getLast().getId())) : page);
  }

  @Override
  public ResponseEntity<Training> readTraining(UUID id, @Nullable String ifNoneMatch) {
    var training = trainings.training(id);
    return ETags.answer(training.job().etag(), ifNoneMatch, () -> TrainingDto.of(training, json));
  }

  @Override
  public ResponseEntity<MetricsPage> readTrainingMetrics(UUID id, @Nullable String ifNoneMatch) {
    String version = "epochs-" + trainings.epochCount(id);
    return ETags.answer(
        version,
        ifNoneMatch,
        () -> new MetricsPage(trainings.epochs(id).stream().map(TrainingDto::of).toList()));
  }
}
