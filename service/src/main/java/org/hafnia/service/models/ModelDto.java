package org.hafnia.service.models;

import java.time.ZoneOffset;
import org.hafnia.service.api.KeptModel;
import org.hafnia.service.api.LeftModel;
import org.hafnia.service.api.Model;
import org.hafnia.service.api.ModelFold;
import org.hafnia.service.api.ModelLinks;
import org.hafnia.service.api.NetworkRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Models as the contract shapes them. */
public final class ModelDto {

  static final String PATH = "/v1/models";

  private ModelDto() {}

  static Model of(StoredModel model, JsonMapper json) {
    var origin = model.origin();
    var content = model.content();
    return new Model(
            model.id(),
            model.name(),
            model.trainingId(),
            kept(model),
            model.epoch(),
            model.testAccuracy(),
            origin.dataset(),
            origin.datasetSha256(),
            json.convertValue(origin.network(), NetworkRequest.class),
            origin.scheme(),
            content.input(),
            content.classes(),
            content.networkSha256(),
            content.weightsSha256(),
            content.sha256(),
            content.bytes(),
            model.createdAt().atOffset(ZoneOffset.UTC),
            links(model))
        .validationAccuracy(model.validationAccuracy())
        .fold(fold(model))
        .from(origin.from())
        .fromSha256(origin.fromSha256());
  }

  private static ModelLinks links(StoredModel model) {
    String self = PATH + "/" + model.name();
    String file = self + "/file?format=";
    return new ModelLinks(self, "/v1/trainings/" + model.trainingId(), file + "npz", file + "onnx")
        .layers(
            model
                .origin()
                .network()
                .tableHref(model.content().input(), model.content().classes())
                .orElse(null));
  }

  /** As the training that left it shows it. */
  public static LeftModel left(StoredModel model) {
    var fold = model.fold();
    return new LeftModel(
            model.name(),
            kept(model),
            model.epoch(),
            model.testAccuracy(),
            PATH + "/" + model.name())
        .fold(fold == null ? null : fold.fold());
  }

  private static @Nullable ModelFold fold(StoredModel model) {
    var fold = model.fold();
    return fold == null
        ? null
        : new ModelFold(
            fold.fold(),
            fold.folds(),
            ModelFold.ByEnum.fromValue(fold.by()),
            fold.repetitions(),
            fold.seed(),
            fold.trainSamples(),
            fold.testSamples());
  }

  private static KeptModel kept(StoredModel model) {
    return KeptModel.fromValue(model.kept().word());
  }
}
