package org.hafnia.service.devices;

import java.net.URI;
import org.hafnia.service.api.DeviceModel;
import org.hafnia.service.api.DeviceModelPage;
import org.hafnia.service.api.DeviceModelRequest;
import org.hafnia.service.api.DeviceModelsApi;
import org.hafnia.service.api.ModelFamily;
import org.hafnia.service.api.ModelOrigin;
import org.hafnia.service.web.Idempotency;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.contract.Cursor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Speaks {@code /v1/device-models}, samples and plots aside. */
@RestController
class DeviceModelController implements DeviceModelsApi {

  private final DeviceModels models;
  private final Idempotency idempotency;

  DeviceModelController(DeviceModels models, Idempotency idempotency) {
    this.models = models;
    this.idempotency = idempotency;
  }

  @Override
  public ResponseEntity<DeviceModelPage> listDeviceModels(
      @Nullable ModelFamily family,
      @Nullable ModelOrigin origin,
      Integer limit,
      @Nullable String cursor) {
    var found =
        models.list(
            new DeviceModelStore.Filter(
                family == null ? null : family.getValue(),
                origin == null ? null : origin.getValue(),
                Cursor.readName(cursor),
                Math.addExact(limit, 1)));
    var items =
        found.stream().limit(limit).map(model -> DeviceModelDto.of(model).tables(null)).toList();
    var page = new DeviceModelPage(items);
    return ResponseEntity.ok(
        found.size() > limit ? page.nextCursor(Cursor.ofName(items.getLast().getName())) : page);
  }

  @Override
  public ResponseEntity<DeviceModel> postDeviceModel(
      DeviceModelRequest request, @Nullable String idempotencyKey) {
    var description = DeviceModelDto.description(request);
    var once =
        new Idempotency.Request<>(
            idempotencyKey, "POST " + DeviceModelDto.PATH, request, DeviceModel.class);
    return idempotency.once(
        once,
        () ->
            ResponseEntity.created(URI.create(DeviceModelDto.PATH + "/" + description.name()))
                .body(DeviceModelDto.of(models.post(description))));
  }

  @Override
  public ResponseEntity<DeviceModel> readDeviceModel(String name) {
    return models
        .find(name)
        .map(model -> ResponseEntity.ok(DeviceModelDto.of(model)))
        .orElseThrow(() -> Problem.notFound("device model", name));
  }

  @Override
  public ResponseEntity<Void> deleteDeviceModel(String name) {
    models.delete(name);
    return ResponseEntity.noContent().build();
  }
}
