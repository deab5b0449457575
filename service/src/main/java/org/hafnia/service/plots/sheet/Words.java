package org.hafnia.service.plots.sheet;

/** Text that an SVG may hold, whatever a user called something. */
final class Words {

  private static final int LONGEST = 160;

  private Words() {}

  /** The text without characters that XML forbids, and not longer than a picture is wide. */
  static String drawable(String text) {
    var clean = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(
            c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
        .filter(c -> c < 0xFFFE || c > 0xFFFF)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
