package org.hafnia.service.models;

import java.util.UUID;
import org.hafnia.service.api.Model;
import org.hafnia.service.api.ModelPage;
import org.hafnia.service.api.ModelsApi;
import org.hafnia.service.web.ETags;
import org.hafnia.service.web.contract.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Speaks {@code /v1/models}, files aside. */
@RestController
class ModelController implements ModelsApi {

  private final Models models;
  private final JsonMapper json;

  ModelController(Models models, JsonMapper json) {
    this.models = models;
    this.json = json;
  }

  @Override
  public ResponseEntity<ModelPage> listModels(
      @Nullable String name,
      @Nullable String dataset,
      @Nullable UUID training,
      Integer limit,
      @Nullable String cursor) {
    var filter =
        new ModelStore.Filter(
            name, dataset, training, Cursor.read(cursor), Math.addExact(limit, 1));
    var found = models.list(filter);
    var page =
        new ModelPage(found.stream().limit(limit).map(one -> ModelDto.of(one, json)).toList());
    return ResponseEntity.ok(
        found.size() > limit
            ? page.nextCursor(Cursor.of(page.getItems().getLast().getId()))
            : page);
  }

  @Override
  public ResponseEntity<Model> readModel(String model, @Nullable String ifNoneMatch) {
    var found = models.find(model);
    return ETags.answer(found.id().toString(), ifNoneMatch, () -> ModelDto.of(found, json));
  }

  @Override
  public ResponseEntity<Void> deleteModel(String model) {
    models.delete(model);
    return ResponseEntity.noContent().build();
  }
}
