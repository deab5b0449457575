package org.hafnia.service.jobs;

import java.util.UUID;
import org.hafnia.service.api.Artifact;

/** A file that a job made, without its content. */
public record ArtifactFile(UUID jobId, String name, String mediaType, long bytes) {

  /** Where it is read. */
  public String href() {
    return "/v1/jobs/" + jobId + "/artifacts/" + name;
  }

  /** As the contract shapes it. */
  public Artifact body() {
    return new Artifact(name, mediaType, bytes, href());
  }
}
