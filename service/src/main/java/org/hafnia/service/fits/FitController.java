package org.hafnia.service.fits;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.hafnia.service.api.Fit;
import org.hafnia.service.api.FitCheck;
import org.hafnia.service.api.FitPage;
import org.hafnia.service.api.FitRequest;
import org.hafnia.service.api.FitsApi;
import org.hafnia.service.api.JobState;
import org.hafnia.service.api.ModelFamily;
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

/** Speaks {@code /v1/fits}. */
@RestController
class FitController implements FitsApi {

  private final Fits fits;
  private final Idempotency idempotency;
  private final JsonMapper json;

  FitController(Fits fits, Idempotency idempotency, JsonMapper json) {
    this.fits = fits;
    this.idempotency = idempotency;
    this.json = json;
  }

  @Override
  public ResponseEntity<Fit> submitFit(
      FitRequest request, @Nullable String idempotencyKey, Boolean validateOnly) {
    var raw = AsAsked.json();
    var asked = FitDto.asked(request, raw);
    var once = new Idempotency.Request<>(idempotencyKey, "POST " + FitDto.PATH, request, Fit.class);
    // Checked inside: a repeated POST finds its own name taken, and gets its first answer.
    return idempotency.once(
        once,
        () -> {
          var fit = FitDto.of(fits.submit(asked, raw.toString()), json);
          return ResponseEntity.accepted()
              .location(URI.create(fit.getLinks().getSelf()))
              .header(HttpHeaders.RETRY_AFTER, "1")
              .body(fit);
        });
  }

  /** Checks and answers what would be queued; chosen over submitting by its parameter. */
  @PostMapping(
      path = FitDto.PATH,
      params = "validateOnly=true",
      consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<FitCheck> checkFit(@RequestBody FitRequest request) {
    var preview = fits.check(FitDto.asked(request, AsAsked.json()));
    return ResponseEntity.ok(FitDto.check(preview, json));
  }

  @Override
  public ResponseEntity<FitPage> listFits(
      @Nullable List<JobState> state,
      @Nullable String name,
      @Nullable String measurementSet,
      @Nullable ModelFamily family,
      Integer limit,
      @Nullable String cursor) {
    var states =
        state == null ? List.<String>of() : state.stream().map(JobState::getValue).toList();
    var filter =
        new FitStore.Filter(
            states,
            name,
            measurementSet,
            family == null ? null : family.getValue(),
            Cursor.read(cursor),
            Math.addExact(limit, 1));
    var found = fits.list(filter);
    var items = found.stream().limit(limit).map(one -> FitDto.of(one, json)).toList();
    var page = new FitPage(items);
    return ResponseEntity.ok(
        found.size() > limit ? page.nextCursor(Cursor.of(items.getLast().getId())) : page);
  }

  @Override
  public ResponseEntity<Fit> readFit(UUID id, @Nullable String ifNoneMatch) {
    var fit = fits.fit(id);
    // Its model may be deleted after the job's last change.
    String version = fit.job().etag() + (fit.hasModel() ? "-model" : "");
    return ETags.answer(version, ifNoneMatch, () -> FitDto.of(fit, json));
  }
}
