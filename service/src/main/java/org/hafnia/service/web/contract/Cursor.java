package org.hafnia.service.web.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import org.hafnia.service.web.Problem;
import org.jspecify.annotations.Nullable;

/** Where a page ended, in a form that callers pass on and do not read. */
public final class Cursor {

  private static final int BYTES = 2 * Long.BYTES;
  private static final String NAME = "name:";

  private Cursor() {}

  public static String of(UUID last) {
    var bytes = ByteBuffer.allocate(BYTES);
    bytes.putLong(last.getMostSignificantBits()).putLong(last.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  public static @Nullable UUID read(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      var bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length == BYTES) {
        var numbers = ByteBuffer.wrap(bytes);
        return new UUID(numbers.getLong(), numbers.getLong());
      }
    } catch (IllegalArgumentException unreadable) {
      // Told below, as any other text that is no cursor.
    }
    throw unreadable(cursor);
  }

  /** For lists that are ordered by a name. */
  public static String ofName(String last) {
    byte[] text = (NAME + last).getBytes(UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  /** The name where the page before ended. */
  public static @Nullable String readName(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
      if (text.startsWith(NAME)) {
        return text.substring(NAME.length());
      }
    } catch (IllegalArgumentException unreadable) {
      // Told below, as any other text that is no cursor.
    }
    throw unreadable(cursor);
  }

  private static Problem unreadable(String cursor) {
    return Problem.parameter("cursor", cursor, "Expected the nextCursor of the page before.");
  }
}
