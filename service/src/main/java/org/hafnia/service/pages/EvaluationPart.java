package org.hafnia.service.pages;

import java.util.List;
import java.util.Locale;
import org.hafnia.service.evaluations.EvaluationOverview.Details;
import org.hafnia.service.evaluations.EvaluationOverview.Entry;
import org.hafnia.service.evaluations.EvaluationOverview.Line;
import org.jspecify.annotations.Nullable;

/** Evaluations on pages: a list of them, and the numbers of one. */
final class EvaluationPart {

  private static final double NANOJOULE = 1e9;

  private EvaluationPart() {}

  /** The latest ones; nothing where there are none. */
  static void list(Html html, List<Entry> latest) {
    if (latest.isEmpty()) {
      return;
    }
    html.add("<h2>Latest evaluations</h2>");
    html.add("<table><tr><th>Name</th><th>State</th><th>Model</th><th>Data set</th>");
    html.add("<th>Errors</th><th class=\"number\">Accuracy</th>");
    html.add("<th class=\"number\">−1 point at</th><th>Submitted</th></tr>");
    for (var entry : latest) {
      var job = entry.job();
      String name = job.name();
      html.add(
          "<tr><td><a href=\"/jobs/%s\">%s</a></td>", job.id(), name == null ? job.id() : name);
      String state = job.state().text();
      html.add("<td><span class=\"state %s\">%s</span></td>", state, state);
      html.add("<td>%s</td><td class=\"whole\">%s</td>", entry.model(), entry.dataset());
      html.add("<td class=\"whole\">%s</td>", entry.errors());
      html.add("<td class=\"number\">%s</td>", StartPage.percent(entry.accuracy()));
      html.add("<td class=\"number\">%s</td>", rate(entry.rateOf1Point()));
      html.add("<td class=\"whole\">%s</td></tr>", Times.minute(job.submittedAt()));
    }
    html.add("</table>");
  }

  /** What one has found. */
  static void add(Html html, Details details) {
    var entry = details.entry();
    html.add("<h2>Evaluation</h2><table><tr><th>Model</th><td>%s</td></tr>", entry.model());
    html.add("<tr><th>Data set</th><td>%s</td></tr>", entry.dataset());
    html.add("<tr><th>Errors</th><td>%s</td></tr>", entry.errors());
    html.add("<tr><th>Seed</th><td>%s</td></tr>", details.seed());
    if (entry.accuracy() != null) {
      html.add(
          "<tr><th>Without errors</th><td><b>%s</b></td></tr>",
          StartPage.percent(entry.accuracy()));
    }
    if (entry.energyJoule() != null) {
      html.add(
          "<tr><th>Energy per inference</th><td>%s nJ</td></tr>",
          String.format(Locale.ROOT, "%.4g", NANOJOULE * entry.energyJoule()));
    }
    html.add("</table>");
    if (!details.losses().isEmpty()) {
      html.add("<ul>");
      details.losses().forEach(loss -> html.add("<li>%s</li>", loss));
      html.add("</ul>");
    }
    if (!details.points().isEmpty()) {
      points(html, details.points());
    }
  }

  private static void points(Html html, List<Line> points) {
    html.add("<h2>Points</h2><table><tr><th>Point</th><th class=\"number\">Error rate</th>");
    html.add("<th class=\"number\">Accuracy</th><th>95 %% over draws</th>");
    html.add("<th class=\"number\">Draws</th></tr>");
    for (var point : points) {
      html.add("<tr><td>%s</td>", point.name());
      html.add("<td class=\"number\">%s</td>", rate(point.expectedErrorRate()));
      html.add("<td class=\"number\">%s</td>", StartPage.percent(point.accuracy()));
      html.add(
          "<td>%s</td>",
          point.low() == null
              ? ""
              : StartPage.percent(point.low()) + " to " + StartPage.percent(point.high()));
      html.add("<td class=\"number\">%s</td></tr>", point.draws());
    }
    html.add("</table>");
  }

  private static String rate(@Nullable Double rate) {
    return rate == null ? "" : String.format(Locale.ROOT, "%.3g", rate);
  }
}
