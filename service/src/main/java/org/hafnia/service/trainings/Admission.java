package org.hafnia.service.trainings;

import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.training.MemoryEstimate;
import org.springframework.stereotype.Component;

/** Refuses what would not fit into the memory of a job. */
@Component
final class Admission {

  private static final double MEBIBYTE = 1 << 20;

  private final Installation installation;

  Admission(Installation installation) {
    this.installation = installation;
  }

  long limitBytes() {
    return installation.memoryLimitBytes();
  }

  MemoryEstimate admit(SpecCheck.Checked checked) {
    var estimate = estimate(checked);
    if (estimate.bytes() > limitBytes()) {
      throw refused(
          "The training would take about %.0f MiB; a job may take %.0f MiB (hafnia.training"
                  .formatted(estimate.bytes() / MEBIBYTE, limitBytes() / MEBIBYTE)
              + ".memory-limit). Choose fewer neurons, a smaller batch or fewer samples.",
          checked);
    }
    return estimate;
  }

  private static MemoryEstimate estimate(SpecCheck.Checked checked) {
    var spec = checked.spec();
    var set = checked.dataset();
    try {
      return MemoryEstimate.of(
          spec.simulated(),
          set.features(),
          set.classes(),
          (long) spec.trainSamples() + spec.testSamples());
    } catch (IllegalArgumentException e) {
      throw refused("The network is too large: " + e.getMessage() + ".", checked);
    }
  }

  private static Problem refused(String detail, SpecCheck.Checked checked) {
    return Problem.of(
        ProblemType.TOO_MUCH_MEMORY,
        detail,
        new FieldError(
            "/network/hidden", checked.spec().network().hidden(), "Expected a smaller network."));
  }
}
