package org.hafnia.service.pages;

import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/** Builds a page; whatever comes from outside is escaped on its way in. */
final class Html {

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --line: #8884; --quiet: #777; --accent: #0072b2; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto;
             padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
      a { color: var(--accent); } .quiet { color: var(--quiet); }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
      th, td { text-align: left; padding: .3rem .8rem .3rem 0; vertical-align: top;
               border-bottom: 1px solid var(--line); }
      th { font-weight: 600; } th, .whole { white-space: nowrap; }
      td.number, th.number { text-align: right; }
      code, pre { font: .9em ui-monospace, monospace; }
      pre { overflow-x: auto; padding: .8rem; border: 1px solid var(--line); border-radius: 6px; }
      progress { width: 100%; height: 1rem; accent-color: var(--accent); }
      .state { padding: .05rem .5rem; border-radius: 1rem; border: 1px solid var(--line); }
      .succeeded { background: #009e7333; } .failed { background: #d55e0044; }
      .running { background: #0072b233; }
      .plots { display: flex; flex-wrap: wrap; gap: 1rem; } .plots img { max-width: 100%; }
      .plots a { flex: 1 1 24rem; background: white; border-radius: 6px; }
      nav { margin-bottom: 1.5rem; } nav a { margin-right: 1rem; }
      """;

  private final StringBuilder body = new StringBuilder();

  /** Markup of our own, with a place %s for each value, which is escaped. */
  Html add(String markup, Object... values) {
    var escaped = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      escaped[i] = HtmlUtils.htmlEscape(String.valueOf(values[i]), "UTF-8");
    }
    body.append(String.format(Locale.ROOT, markup, escaped));
    return this;
  }

  /** The whole page; it loads itself again after so many seconds, or never. */
  String page(String title, int refreshSeconds) {
    String refresh =
        refreshSeconds > 0
            ? "<meta http-equiv=\"refresh\" content=\"" + refreshSeconds + "\">"
            : "";
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        + refresh
        + "<title>"
        + HtmlUtils.htmlEscape(title, "UTF-8")
        + "</title><style>"
        + STYLE
        + "</style></head><body><nav><a href=\"/\">Hafnia</a><a href=\"/docs\">API</a>"
        + "<a href=\"/docs/problems\">Problems</a><a href=\"/actuator/health\">Health</a></nav>"
        + body
        + "</body></html>";
  }
}
