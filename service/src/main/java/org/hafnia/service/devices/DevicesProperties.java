package org.hafnia.service.devices;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be drawn from device models.
 *
 * @param sampleRows most rows of one answer, devices times points; they are drawn while they are
 *     sent, so that the limit is one of time
 */
@ConfigurationProperties("hafnia.devices")
record DevicesProperties(@DefaultValue("100000000") int sampleRows) {}
