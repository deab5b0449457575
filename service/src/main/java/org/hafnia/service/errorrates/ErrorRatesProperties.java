package org.hafnia.service.errorrates;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a question may take; a read that is drawn takes half a microsecond or so.
 *
 * @param readsAtOnce answered while the caller waits, up to so many reads
 * @param rowsAtOnce of a measurement set that is loaded while the caller waits
 * @param atOnce questions that are answered side by side while their callers wait
 * @param mostReads of a job
 */
@ConfigurationProperties("hafnia.error-rates")
public record ErrorRatesProperties(
    @DefaultValue("2000000") long readsAtOnce,
    @DefaultValue("500000") long rowsAtOnce,
    @DefaultValue("2") int atOnce,
    @DefaultValue("200000000000") long mostReads) {}
