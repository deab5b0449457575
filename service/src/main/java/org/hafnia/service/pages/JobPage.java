package org.hafnia.service.pages;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hafnia.service.jobs.ArtifactFile;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.trainings.TrainingOverview.Details;
import org.hafnia.service.trainings.TrainingOverview.Epoch;

/** The page of a job: where it stands, its numbers, its plots. */
final class JobPage {

  private JobPage() {}

  static String of(Job job, Subject subject, List<ArtifactFile> plots, int refreshSeconds) {
    var html = new Html();
    String name = job.name();
    String title = name == null ? job.kind() + " " + job.id() : name;
    String state = job.state().text();
    html.add("<h1>%s</h1><p><span class=\"state %s\">%s</span> ", title, state, state);
    html.add("<span class=\"quiet\">%s</span></p>", standing(job));
    if (refreshSeconds > 0) {
      html.add("<progress max=\"1\" value=\"%s\"></progress>", job.progress());
    }
    var problem = job.problem();
    if (problem != null) {
      String detail = Objects.requireNonNullElse(problem.getDetail(), "");
      html.add("<p><b>%s.</b> %s</p>", problem.getTitle(), detail);
    }
    plots(html, plots);
    if (!subject.models().isEmpty()) {
      html.add("<h2>Models</h2>");
      ModelsPage.table(html, subject.models());
    }
    subject.training().ifPresent(details -> details(html, details));
    subject.evaluation().ifPresent(details -> EvaluationPart.add(html, details));
    html.add("<h2>More</h2><p><a href=\"%s\">JSON</a>, ", job.subject());
    html.add("<a href=\"/v1/jobs/%s/log\">log</a>, ", job.id());
    html.add("<a href=\"/v1/jobs/%s/events\">events</a>. ", job.id());
    html.add("<span class=\"quiet\">Id %s, submitted ", job.id());
    html.add("%s.</span></p>", Times.minute(job.submittedAt()));
    return html.page(title + " · Hafnia", refreshSeconds);
  }

  private static String standing(Job job) {
    var parts = new StringBuilder();
    var position = job.queuePosition();
    var stage = job.shownStage();
    var eta = job.etaSeconds();
    var started = job.startedAt();
    var finished = job.finishedAt();
    if (position != null) {
      parts.append("place ").append(position).append(" in the queue");
    } else if (started != null && finished != null) {
      double seconds = Duration.between(started, finished).toMillis() / 1000.0;
      parts.append("after ").append(Times.span(seconds));
    } else if (stage != null) {
      parts.append(stage);
    }
    if (eta != null && finished == null) {
      parts.append(", about ").append(Times.span(eta)).append(" left");
    }
    return job.attempt() > 1 ? parts + ", attempt " + job.attempt() : parts.toString();
  }

  private static void plots(Html html, List<ArtifactFile> plots) {
    if (!plots.isEmpty()) {
      html.add("<div class=\"plots\">");
      for (var plot : plots) {
        String href = "/v1/jobs/" + plot.jobId() + "/artifacts/" + plot.name();
        html.add("<a href=\"%s\"><img src=\"%s\" alt=\"%s\"></a>", href, href, plot.name());
      }
      html.add("</div>");
    }
  }

  private static void details(Html html, Details details) {
    var entry = details.entry();
    html.add("<h2>Training</h2><table><tr><th>Data set</th><td>%s</td></tr>", entry.dataset());
    html.add("<tr><th>Network</th><td>%s</td></tr>", entry.network());
    html.add("<tr><th>Hardware</th><td>%s</td></tr>", details.hardware());
    html.add("<tr><th>Optimizer</th><td>%s</td></tr>", details.optimizer());
    html.add("<tr><th>Seed, batch</th><td>%s, %s</td></tr>", details.seed(), details.batchSize());
    if (entry.testAccuracy() != null) {
      html.add(
          "<tr><th>Test accuracy</th><td><b>%s</b> (95 %% interval %s to %s)</td></tr>",
          StartPage.percent(entry.testAccuracy()),
          StartPage.percent(details.low()),
          StartPage.percent(details.high()));
    }
    html.add("</table>");
    if (!details.epochs().isEmpty()) {
      epochs(html, details.epochs());
    }
  }

  private static void epochs(Html html, List<Epoch> epochs) {
    boolean heldOut = !Double.isNaN(epochs.getFirst().metrics().validationAccuracy());
    boolean folds = epochs.getFirst().fold() > 0;
    html.add("<h2>Epochs</h2><table><tr>");
    if (folds) {
      html.add("<th class=\"number\">Fold</th>");
    }
    html.add("<th class=\"number\">Epoch</th>");
    html.add("<th class=\"number\">Loss</th><th class=\"number\">Training</th>");
    if (heldOut) {
      html.add("<th class=\"number\">Held out</th>");
    }
    html.add("<th class=\"number\">Test</th><th class=\"number\">Rate</th>");
    html.add("<th class=\"number\">Pulses so far</th><th class=\"number\">Seconds</th></tr>");
    for (var row : epochs.reversed()) {
      var epoch = row.metrics();
      html.add("<tr>");
      if (folds) {
        html.add("<td class=\"number\">%s</td>", row.fold());
      }
      html.add("<td class=\"number\">%s</td>", epoch.epoch());
      html.add("<td class=\"number\">%s</td>", number("%.4f", epoch.trainLoss()));
      html.add("<td class=\"number\">%s</td>", StartPage.percent(epoch.trainAccuracy()));
      if (heldOut) {
        html.add("<td class=\"number\">%s</td>", StartPage.percent(epoch.validationAccuracy()));
      }
      html.add("<td class=\"number\">%s</td>", StartPage.percent(epoch.testAccuracy()));
      html.add("<td class=\"number\">%s</td>", number("%.4g", epoch.learningRate()));
      html.add("<td class=\"number\">%s</td>", String.format(Locale.ROOT, "%,d", epoch.pulses()));
      html.add("<td class=\"number\">%s</td></tr>", number("%.1f", epoch.wallSeconds()));
    }
    html.add("</table>");
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
