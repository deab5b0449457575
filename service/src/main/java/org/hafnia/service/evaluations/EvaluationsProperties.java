package org.hafnia.service.evaluations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much an evaluation may take.
 *
 * @param longest estimate that is accepted
 * @param productsPerSecond of a weight and a value that one thread works out, for the estimate
 */
@ConfigurationProperties("hafnia.evaluations")
record EvaluationsProperties(
    @DefaultValue("24h") Duration longest, @DefaultValue("2e10") double productsPerSecond) {}
