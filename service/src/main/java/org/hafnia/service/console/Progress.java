package org.hafnia.service.console;

import java.io.PrintStream;
import org.hafnia.service.console.report.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** How far a job is: one line that is redrawn on a terminal, a line per step elsewhere. */
final class Progress {

  private static final int BAR = 24;
  private static final long PLAIN_INTERVAL_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private final int columns;
  private final int epochs;

  private JsonNode job = MissingNode.getInstance();
  private JsonNode epoch = MissingNode.getInstance();
  private String said = "";
  private long saidAt;
  private long etaSince = System.nanoTime();

  /**
   * Starts with nothing known.
   *
   * @param columns of the terminal, 0 for none
   * @param epochs that the job will take, 0 where unknown
   */
  Progress(PrintStream out, int columns, int epochs) {
    this.out = out;
    this.columns = columns;
    this.epochs = epochs;
  }

  void job(JsonNode newJob) {
    job = newJob;
    etaSince = System.nanoTime();
    if (columns > 0) {
      draw();
      return;
    }
    // A stage counts as new by its words: numbers in it change all the time.
    String state = words().replaceAll("[0-9].*", "");
    boolean due = System.nanoTime() - saidAt > PLAIN_INTERVAL_NANOS;
    if (!state.equals(said) || due) {
      say(state, Text.format("%3.0f %%  ", 100 * fraction()) + words() + eta());
    }
  }

  void epoch(JsonNode metrics) {
    epoch = metrics;
    if (columns > 0) {
      draw();
      return;
    }
    say(
        said,
        Text.format("%s%s  loss %.4f", fold(), epochOf(), metrics.path("trainLoss").asDouble(0))
            + "  train "
            + Text.percent(metrics.path("trainAccuracy").asDouble(0))
            + accuracy()
            + eta());
  }

  void log(JsonNode line) {
    String level = line.path("level").asString("info");
    if (!level.equals("info")) {
      erase();
      out.println(level + ": " + line.path("message").asString(""));
    }
  }

  void waiting(String reason) {
    if (columns > 0) {
      redraw(reason + ", trying again");
    } else if (!said.equals(reason)) {
      say(reason, "       " + reason + ", trying again");
    }
  }

  /** Lets the estimate run down between events. */
  void tick() {
    if (columns > 0 && !job.isMissingNode()) {
      draw();
    }
  }

  void end() {
    erase();
  }

  private void say(String about, String line) {
    said = about;
    saidAt = System.nanoTime();
    out.println(line);
  }

  private void draw() {
    int filled = (int) Math.round(BAR * fraction());
    String bar = "#".repeat(filled) + ".".repeat(BAR - filled);
    String epochText = epochs > 0 && running() ? fold() + epochOf() + "  " : words() + "  ";
    redraw(epochText + Text.format("[%s] %3.0f %%", bar, 100 * fraction()) + accuracy() + eta());
  }

  private void redraw(String line) {
    String shown = line.length() < columns ? line : line.substring(0, columns - 1);
    out.print("\r" + shown + " ".repeat(columns - 1 - shown.length()));
    out.flush();
  }

  private void erase() {
    if (columns > 0) {
      out.print("\r" + " ".repeat(columns - 1) + "\r");
      out.flush();
    }
  }

  private boolean running() {
    return job.path("state").asString("").equals("running");
  }

  private double fraction() {
    return Math.clamp(job.path("progress").asDouble(0), 0, 1);
  }

  private String words() {
    String state = job.path("state").asString("");
    int position = job.path("queuePosition").asInt(0);
    if (position > 0) {
      return state + ", number " + position + " in the queue";
    }
    String stage = job.path("stage").asString("");
    return stage.isEmpty() || !running() ? state : state + ": " + stage;
  }

  private String fold() {
    int fold = epoch.path("fold").asInt(0);
    return fold == 0 ? "epoch " : "fold " + fold + ", epoch ";
  }

  private String epochOf() {
    int last = epoch.path("epoch").asInt(0);
    if (columns > 0 && last < epochs) {
      last++;
    }
    return epochs > 0 ? Text.format("%2d/%d", last, epochs) : String.valueOf(last);
  }

  private String accuracy() {
    return epoch.has("testAccuracy")
        ? "  test " + Text.percent(epoch.path("testAccuracy").asDouble(0))
        : "";
  }

  private String eta() {
    if (!running() || !job.hasNonNull("etaSeconds")) {
      return "";
    }
    double passed = (System.nanoTime() - etaSince) / 1e9;
    double left = Math.max(0, job.path("etaSeconds").asDouble(0) - passed);
    return "  ETA " + Text.wholeDuration(left);
  }
}
