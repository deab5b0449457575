package org.hafnia.service.pages;

import java.util.List;
import java.util.Locale;
import org.hafnia.service.evaluations.EvaluationOverview;
import org.hafnia.service.trainings.TrainingOverview.Entry;
import org.jspecify.annotations.Nullable;

/** The page at {@code /}. */
final class StartPage {

  private StartPage() {}

  static String of(List<Entry> latest, List<EvaluationOverview.Entry> evaluations, String version) {
    var html = new Html();
    html.add("<h1>Hafnia</h1><p>RRAM simulation as a service: trains binarized neural networks on");
    html.add(" simulated resistive memory, and keeps every result with its provenance.");
    html.add(" <span class=\"quiet\">Version %s.</span></p>", version);
    html.add("<ul><li><a href=\"/docs\">The API</a>, to read and to try (its contract:");
    html.add(" <a href=\"/openapi.yaml\">openapi.yaml</a>)</li>");
    html.add("<li><a href=\"/v1/datasets\">Data sets</a>, ");
    html.add("<a href=\"/v1/device-models\">device models</a>,");
    html.add(" <a href=\"/models\">trained networks</a>,");
    html.add(" <a href=\"/v1/capabilities\">capabilities</a> of this installation</li>");
    html.add("<li><a href=\"/docs/problems\">What each problem means</a></li></ul>");
    html.add("<h2>Latest trainings</h2>");
    trainings(html, latest);
    EvaluationPart.list(html, evaluations);
    return html.page("Hafnia", 0);
  }

  private static void trainings(Html html, List<Entry> latest) {
    if (latest.isEmpty()) {
      html.add("<p>None yet. Post one:</p><pre>curl -H 'Content-Type: application/json' \\\n")
          .add(
              "  -d @examples/trainings/weak-reset-digits.json http://localhost:8080/v1/trainings</pre>");
      return;
    }
    html.add("<table><tr><th>Name</th><th>State</th><th>Data set</th><th>Network</th>");
    html.add("<th>Scheme</th><th class=\"number\">Test accuracy</th><th>Submitted</th></tr>");
    for (var entry : latest) {
      html.add("<tr><td><a href=\"/jobs/%s\">%s</a></td>", entry.job().id(), name(entry));
      String state = entry.job().state().text();
      html.add("<td><span class=\"state %s\">%s</span></td>", state, state);
      html.add("<td class=\"whole\">%s</td><td>%s</td>", entry.dataset(), entry.network());
      html.add("<td class=\"whole\">%s</td>", entry.scheme());
      html.add("<td class=\"number\">%s</td>", percent(entry.testAccuracy()));
      html.add("<td class=\"whole\">%s</td></tr>", Times.minute(entry.job().submittedAt()));
    }
    html.add("</table>");
  }

  static String percent(@Nullable Double share) {
    return share == null ? "" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private static Object name(Entry entry) {
    String name = entry.job().name();
    return name == null ? entry.job().id() : name;
  }
}
