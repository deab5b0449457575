package org.hafnia.service.web.contract;

import java.util.Objects;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import tools.jackson.databind.JsonNode;

/** The body of the current request as it was written, before any default was filled in. */
public final class AsAsked {

  private static final String ATTRIBUTE = AsAsked.class.getName();

  private AsAsked() {}

  public static JsonNode json() {
    var kept =
        RequestContextHolder.currentRequestAttributes()
            .getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
    return (JsonNode) Objects.requireNonNull(kept, "no body was checked in this request");
  }

  static void keep(JsonNode json) {
    RequestContextHolder.currentRequestAttributes()
        .setAttribute(ATTRIBUTE, json, RequestAttributes.SCOPE_REQUEST);
  }
}
