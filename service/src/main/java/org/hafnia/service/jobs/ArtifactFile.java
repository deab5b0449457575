package org.hafnia.service.jobs;

import java.util.UUID;

/** A file that a job made, without its content. */
public record ArtifactFile(UUID jobId, String name, String mediaType, long bytes) {

  /** Where it is read. */
  public String href() {
    return "/v1/jobs/" + jobId + "/artifacts/" + name;
  }
}
