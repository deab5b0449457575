package org.hafnia.service.web;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers polls with 304 while nothing has changed. */
public final class ETags {

  private ETags() {}

  /** The body with its tag, or 304 where the caller has it already. */
  public static <T> ResponseEntity<T> answer(
      String version, @Nullable String ifNoneMatch, Supplier<T> body) {
    String tag = '"' + version + '"';
    if (matches(tag, ifNoneMatch)) {
      return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
    }
    return ResponseEntity.ok().eTag(tag).body(body.get());
  }

  private static boolean matches(String tag, @Nullable String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String candidate : ifNoneMatch.split(",", -1)) {
      String stripped = candidate.strip();
      if (stripped.equals("*") || stripped.replaceFirst("^W/", "").equals(tag)) {
        return true;
      }
    }
    return false;
  }
}
