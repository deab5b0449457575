package org.hafnia.service.jobs.http;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.hafnia.service.web.Problem;
import org.jspecify.annotations.Nullable;

/** Where a page ended, in a form that callers pass on and do not read. */
final class Cursor {

  private Cursor() {}

  static String of(UUID last) {
    var bytes = ByteBuffer.allocate(2 * Long.BYTES);
    bytes.putLong(last.getMostSignificantBits()).putLong(last.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  static @Nullable UUID read(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (IllegalArgumentException | BufferUnderflowException unreadable) {
      throw Problem.parameter("cursor", cursor, "Expected the nextCursor of the page before.");
    }
  }
}
