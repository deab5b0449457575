package org.hafnia.service.errorrates.sources;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What states were taken from, with digests, for the provenance of a result. */
public record Origin(
    @Nullable String deviceModel,
    @Nullable String deviceModelSha256,
    @Nullable String retentionModel,
    @Nullable String retentionModelSha256,
    @Nullable UUID measurementSetId,
    @Nullable String measurementSet,
    @Nullable String measurementSetSha256) {}
