package org.hafnia.service.datasets;

import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hafnia.service.api.Dataset;
import org.hafnia.service.api.DatasetPage;
import org.hafnia.service.api.DatasetsApi;
import org.hafnia.service.datasets.DatasetUploads.Upload;
import org.hafnia.service.web.Idempotency;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Speaks {@code /v1/datasets}. */
@RestController
class DatasetController implements DatasetsApi {

  private static final String PATH = "/v1/datasets";
  private static final long MOST_BYTES = 256L << 20;

  private final Datasets datasets;
  private final DatasetUploads uploads;
  private final Idempotency idempotency;

  DatasetController(Datasets datasets, DatasetUploads uploads, Idempotency idempotency) {
    this.datasets = datasets;
    this.uploads = uploads;
    this.idempotency = idempotency;
  }

  @Override
  public ResponseEntity<DatasetPage> listDatasets() {
    var sets = datasets.list().stream().map(DatasetController::dto).toList();
    return ResponseEntity.ok(new DatasetPage(sets));
  }

  @Override
  public ResponseEntity<Dataset> readDataset(String name) {
    return datasets
        .find(name)
        .map(set -> ResponseEntity.ok(dto(set)))
        .orElseThrow(() -> Problem.notFound("data set", name));
  }

  @Override
  public ResponseEntity<Dataset> uploadDataset(
      String name,
      MultipartFile trainImages,
      MultipartFile trainLabels,
      MultipartFile testImages,
      MultipartFile testLabels,
      @Nullable String idempotencyKey) {
    var upload =
        new Upload(
            name,
            Map.of(
                "trainImages", trainImages,
                "trainLabels", trainLabels,
                "testImages", testImages,
                "testLabels", testLabels));
    upload.files().forEach(DatasetController::checkSize);
    var checked = uploads.check(upload);
    var identity = List.of(name, String.valueOf(checked.sha256()));
    return idempotency.once(
        new Idempotency.Request<>(idempotencyKey, "POST " + PATH, identity, Dataset.class),
        () -> created(uploads.store(checked, upload)));
  }

  /** Data sets are checked in memory, so that less of them is taken than of other uploads. */
  private static void checkSize(String part, InputStreamSource file) {
    if (file instanceof MultipartFile multipart && multipart.getSize() > MOST_BYTES) {
      throw Problem.of(
          ProblemType.TOO_LARGE,
          "The file " + part + " has more than " + MOST_BYTES + " bytes.",
          new Problem.FieldError(part, multipart.getSize(), "Expected a smaller file."));
    }
  }

  private static ResponseEntity<Dataset> created(DatasetSummary set) {
    return ResponseEntity.created(URI.create(PATH + "/" + set.name())).body(dto(set));
  }

  private static Dataset dto(DatasetSummary set) {
    var origin = set.origin().name().toLowerCase(Locale.ROOT).replace('_', '-');
    var dto =
        new Dataset(set.name(), Dataset.OriginEnum.fromValue(origin), set.available())
            .detail(set.detail())
            .classes(set.classes())
            .shape(set.shape())
            .trainSamples(set.trainSamples())
            .testSamples(set.testSamples())
            .sha256(set.sha256())
            .source(set.source());
    var created = set.createdAt();
    return created == null ? dto : dto.createdAt(created.atOffset(ZoneOffset.UTC));
  }
}
