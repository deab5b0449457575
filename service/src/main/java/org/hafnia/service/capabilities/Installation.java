package org.hafnia.service.capabilities;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.network.blocks.EngineInfo;
import org.hafnia.simulator.network.blocks.memory.ComputeDevice;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.stereotype.Component;

/** Versions and machine, as the provenance of a result records them. */
@Component
public final class Installation {

  public static final String ENGINE = "PyTorch through DJL";

  private final TrainingProperties training;
  private final int workers;
  private final String version;
  private final String gitCommit;

  Installation(
      TrainingProperties training,
      @Value("${hafnia.jobs.workers:2}") int workers,
      @Value("${hafnia.git-commit:}") String gitCommit,
      ObjectProvider<BuildProperties> build,
      ObjectProvider<GitProperties> git) {
    this.training = training;
    this.workers = workers;
    this.version = build.stream().map(BuildProperties::getVersion).findFirst().orElse("unbuilt");
    this.gitCommit =
        gitCommit.isBlank()
            ? git.stream().map(GitProperties::getCommitId).findFirst().orElse("")
            : gitCommit;
    // libtorch reads it once, when it is loaded.
    System.setProperty(EngineInfo.INTRA_OP_THREADS_PROPERTY, String.valueOf(threads()));
  }

  public String version() {
    return version;
  }

  public Optional<String> gitCommit() {
    return gitCommit.isBlank() ? Optional.empty() : Optional.of(gitCommit);
  }

  public String javaVersion() {
    return Runtime.version().toString();
  }

  /** Loads libtorch, if nobody has yet. */
  public EngineInfo engine() {
    return EngineInfo.current();
  }

  /** What a training can be submitted for: what the engine finds here, or what settings tell. */
  public List<String> devices() {
    return training.devices().isEmpty() ? ComputeDevice.available() : training.devices();
  }

  /** Refuses to compute on what is not here: another worker may have other devices. */
  public void requireDevice(String device) {
    if (device.equals(ComputeDevice.CPU_NAME)) {
      return;
    }
    var here = ComputeDevice.available();
    if (!here.contains(device)) {
      throw new Problem(
          ProblemType.COMPUTE_DEVICE_UNAVAILABLE,
          "This worker has no device %s; it has %s. A retry may come to a worker that has it."
              .formatted(device, String.join(", ", here)),
          List.of());
    }
  }

  public int workers() {
    return workers;
  }

  /** Threads of libtorch, and of the device kernels, in one training. */
  public int threads() {
    return training.threads(workers);
  }

  public long memoryLimitBytes() {
    return training.memoryLimitBytes(workers);
  }

  public String operatingSystem() {
    return System.getProperty("os.name") + " " + System.getProperty("os.version");
  }

  /** The processor's own name where the system tells it. */
  public String cpu() {
    var information = Path.of("/proc/cpuinfo");
    String fallback = System.getProperty("os.arch");
    if (!Files.isReadable(information)) {
      return fallback;
    }
    try (var lines = Files.lines(information, StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(fallback);
    } catch (IOException e) {
      return fallback;
    }
  }
}
