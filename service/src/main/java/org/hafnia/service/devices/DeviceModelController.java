package org.hafnia.service.devices;

import org.hafnia.service.api.DeviceModel;
import org.hafnia.service.api.DeviceModelPage;
import org.hafnia.service.api.DeviceModelsApi;
import org.hafnia.service.api.ModelParameter.TagEnum;
import org.hafnia.service.web.Problem;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/** Speaks {@code /v1/device-models}. */
@RestController
class DeviceModelController implements DeviceModelsApi {

  @Override
  public ResponseEntity<DeviceModelPage> listDeviceModels() {
    var models = DeviceModels.presets().stream().map(DeviceModelController::dto).toList();
    return ResponseEntity.ok(new DeviceModelPage(models));
  }

  @Override
  public ResponseEntity<DeviceModel> readDeviceModel(String name) {
    return DeviceModels.find(name)
        .map(model -> ResponseEntity.ok(dto(model)))
        .orElseThrow(() -> Problem.notFound("device model", name));
  }

  private static DeviceModel dto(org.hafnia.simulator.device.DeviceModel model) {
    var d = model.description();
    return new DeviceModel(
        d.name(),
        d.family().word(),
        d.title(),
        d.reference(),
        DevicePresets.sha256(model),
        d.parameters().stream().map(DeviceModelController::dto).toList());
  }

  private static org.hafnia.service.api.ModelParameter dto(ModelParameter parameter) {
    return new org.hafnia.service.api.ModelParameter(
        parameter.name(),
        parameter.symbol(),
        parameter.unit(),
        parameter.law(),
        parameter.values(),
        parameter.low(),
        parameter.high(),
        parameter.mean(),
        parameter.source(),
        TagEnum.valueOf(parameter.tag().name()));
  }
}
