package org.hafnia.service.capabilities;

import java.time.Duration;
import java.util.List;
import org.hafnia.service.api.Capabilities;
import org.hafnia.service.api.CapabilitiesApi;
import org.hafnia.service.api.Limits;
import org.hafnia.service.datasets.Datasets;
import org.hafnia.service.devices.DeviceModels;
import org.hafnia.service.web.WebProperties;
import org.hafnia.simulator.network.presets.Preset;
import org.hafnia.simulator.network.presets.Presets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RestController;

/** Speaks {@code /v1/capabilities}. */
@RestController
class CapabilitiesController implements CapabilitiesApi {

  private final Installation installation;
  private final Datasets datasets;
  private final DeviceModels devices;
  private final String role;
  private final Limits limits;

  CapabilitiesController(
      Installation installation,
      Datasets datasets,
      DeviceModels devices,
      WebProperties web,
      @Value("${hafnia.role:all}") String role,
      @Value("${spring.servlet.multipart.max-request-size:10MB}") DataSize upload,
      @Value("${hafnia.evaluations.longest:24h}") Duration evaluation) {
    this.installation = installation;
    this.datasets = datasets;
    this.devices = devices;
    this.role = role;
    this.limits =
        new Limits(installation.memoryLimitBytes(), web.requestLimit().toBytes(), upload.toBytes())
            .evaluationSeconds((double) evaluation.toSeconds());
  }

  @Override
  public ResponseEntity<Capabilities> readCapabilities() {
    var engine = installation.engine();
    return ResponseEntity.ok(
        new Capabilities()
            .version(installation.version())
            .gitCommit(installation.gitCommit().orElse(null))
            .javaVersion(installation.javaVersion())
            .engine(Installation.ENGINE)
            .engineVersion(engine.djl())
            .libtorchVersion(engine.libtorch())
            .role(Capabilities.RoleEnum.fromValue(role))
            .workers(installation.workers())
            .intraOpThreads(engine.intraOpThreads())
            .kernelThreads(installation.threads())
            .limits(limits)
            .datasets(datasets.names())
            .deviceModels(devices.names())
            .networks(Presets.all().stream().map(Preset::name).toList())
            .schemes(
                List.of("weak-reset", "ideal", "ideal-with-errors", "pulse-response", "programmed"))
            .optimizers(List.of("adam-pulses", "sgd-pulses", "adam", "adamw", "sgd"))
            .devices(installation.devices())
            .evaluationErrors(List.of("bit-error-rates", "ternary-errors", "device")));
  }
}
