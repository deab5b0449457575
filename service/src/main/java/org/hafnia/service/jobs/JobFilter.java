package org.hafnia.service.jobs;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs a list shows, newest first.
 *
 * @param states any of them; all where it is empty
 * @param before only jobs with a smaller id, the last one of the page before
 */
public record JobFilter(
    Set<JobState> states, @Nullable String kind, @Nullable UUID before, int limit) {}
