package org.hafnia.service.jobs.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The role of the process, under {@code hafnia.role}. */
@ConfigurationProperties("hafnia")
record RoleProperties(@DefaultValue("all") Role role) {}
