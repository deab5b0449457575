package org.hafnia.service.datasets;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where data sets come from.
 *
 * @param directory with published files, itself or in a folder named as the set; empty for none
 * @param home where fetched files are kept
 * @param fetch whether files may be fetched from their public address
 * @param address another address to fetch from
 * @param connectTimeout for a server to answer at all
 * @param fetchTimeout for one file
 * @param cache memory for sets that jobs share
 */
@ConfigurationProperties("hafnia.datasets")
record DatasetsProperties(
    @DefaultValue("") String directory,
    Path home,
    @DefaultValue("true") boolean fetch,
    @Nullable String address,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("60s") Duration fetchTimeout,
    @DefaultValue("256MB") DataSize cache) {}
