package org.hafnia.service.datasets;

import java.time.ZoneOffset;
import java.util.Locale;
import org.hafnia.service.api.Dataset;
import org.hafnia.service.api.DatasetPage;
import org.hafnia.service.api.DatasetsApi;
import org.hafnia.service.datasets.preview.PreviewSheet;
import org.hafnia.service.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Speaks {@code /v1/datasets}. */
@RestController
class DatasetController implements DatasetsApi {

  static final String PATH = "/v1/datasets";
  private static final int MOST_PREVIEWED = 400;

  private final Datasets datasets;
  private final DatasetUploads uploads;

  DatasetController(Datasets datasets, DatasetUploads uploads) {
    this.datasets = datasets;
    this.uploads = uploads;
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
  public ResponseEntity<Void> deleteDataset(String name) {
    uploads.delete(name);
    return ResponseEntity.noContent().build();
  }

  /** A sheet of samples, some of those to train on. */
  @GetMapping(PATH + "/{name}/preview.png")
  ResponseEntity<byte[]> preview(
      @PathVariable String name,
      @RequestParam(required = false) @Nullable Integer samples,
      @RequestParam(defaultValue = "1") long seed) {
    if (samples != null && (samples < 1 || samples > MOST_PREVIEWED)) {
      throw Problem.parameter("samples", samples, "Expected 1 to " + MOST_PREVIEWED + ".");
    }
    var set = datasets.preview(name).orElseThrow(() -> Problem.notFound("data set", name));
    int wanted = samples == null ? PreviewSheet.usual(set.train()) : samples;
    return ResponseEntity.ok()
        .header("X-Content-Type-Options", "nosniff")
        .contentType(MediaType.IMAGE_PNG)
        .body(PreviewSheet.png(set, wanted, seed));
  }

  static Dataset dto(DatasetSummary set) {
    var origin = set.origin().name().toLowerCase(Locale.ROOT).replace('_', '-');
    var dto =
        new Dataset(set.name(), Dataset.OriginEnum.fromValue(origin), set.available())
            .detail(set.detail())
            .classes(set.classes())
            .shape(set.shape())
            .encoding(Dataset.EncodingEnum.fromValue(set.encoding().code()))
            .classNames(set.classNames())
            .trainSamples(set.trainSamples())
            .testSamples(set.testSamples())
            .sha256(set.sha256())
            .source(set.source());
    var created = set.createdAt();
    return created == null ? dto : dto.createdAt(created.atOffset(ZoneOffset.UTC));
  }
}
