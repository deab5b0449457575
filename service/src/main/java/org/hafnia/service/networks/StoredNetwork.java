package org.hafnia.service.networks;

import java.time.Instant;
import org.hafnia.service.web.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * A network that was described layer by layer and stored under a name.
 *
 * @param spec without the name, every default filled in
 */
record StoredNetwork(
    String name,
    @Nullable String title,
    @Nullable String source,
    NetworkSpec spec,
    Instant createdAt) {

  /** Over what the network is; equal content has an equal digest. */
  String sha256() {
    return CanonicalJson.sha256(spec);
  }
}
