package org.hafnia.service.devices;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What may be drawn from device models.
 *
 * @param sampleRows most rows of one answer; they are held in memory, about 40 bytes each
 */
@ConfigurationProperties("hafnia.devices")
record DevicesProperties(@DefaultValue("1000000") int sampleRows) {}
