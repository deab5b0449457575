package org.hafnia.service.measurements;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How uploads of measurements are taken in.
 *
 * @param directory where rows wait until all of them are checked; about the size of the upload
 * @param mostRows of one set
 */
@ConfigurationProperties("hafnia.measurements")
record MeasurementsProperties(Path directory, @DefaultValue("500000000") long mostRows) {}
