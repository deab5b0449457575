package org.hafnia.service.console.report;

import java.io.PrintStream;
import java.net.URI;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Lines of a report: a word, then what there is to say. */
final class Lines {

  private final PrintStream out;
  private final Function<String, URI> addresses;

  Lines(PrintStream out, Function<String, URI> addresses) {
    this.out = out;
    this.addresses = addresses;
  }

  void gap() {
    out.println();
  }

  void line(String text) {
    out.println(text);
  }

  // As in Text.format.
  @SuppressWarnings("AnnotateFormatMethod")
  void row(String what, String pattern, Object... values) {
    out.println(Text.format("%-15s", what) + Text.format(pattern, values));
  }

  void place(String what, String path) {
    if (!path.isEmpty()) {
      row(what, "%s", addresses.apply(path));
    }
  }

  /** Where to see more of what a job made. */
  void places(JsonNode subject) {
    place("page", "/jobs/" + subject.path("id").asString(""));
    place("result", subject.at("/links/self").asString(""));
    place("device model", subject.at("/links/deviceModel").asString(""));
    for (JsonNode plot : subject.at("/result/plots").values()) {
      place("plot", plot.path("href").asString(""));
    }
    for (JsonNode file : subject.at("/result/files").values()) {
      boolean image = file.path("mediaType").asString("").startsWith("image/");
      place(image ? "plot" : "table", file.path("href").asString(""));
    }
    place("API page", "/docs");
  }
}
