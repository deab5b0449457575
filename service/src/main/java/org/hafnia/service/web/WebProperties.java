package org.hafnia.service.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a request may be.
 *
 * @param requestLimit for every body but uploads
 */
@ConfigurationProperties("hafnia.web")
public record WebProperties(@DefaultValue("1MB") DataSize requestLimit) {}
