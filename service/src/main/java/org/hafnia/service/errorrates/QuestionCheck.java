package org.hafnia.service.errorrates;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.errorrates.answer.PointWork;
import org.hafnia.service.errorrates.question.Defaults;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.errorrates.question.Rules;
import org.hafnia.service.errorrates.sources.Source;
import org.hafnia.service.errorrates.sources.Sources;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.array.rate.CellStates;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fills in what a question leaves open, and refuses what cannot be answered. */
@Component
final class QuestionCheck {

  private static final long LOOKS_AT_A_ROW = 8;

  private final Sources sources;
  private final Installation installation;
  private final ErrorRatesProperties properties;
  private final JsonMapper json;

  QuestionCheck(
      Sources sources,
      Installation installation,
      ErrorRatesProperties properties,
      JsonMapper json) {
    this.sources = sources;
    this.installation = installation;
    this.properties = properties;
    this.json = json;
  }

  /**
   * A question that can be answered.
   *
   * @param points of its sweep
   * @param reads that it may take
   */
  record Checked(
      Question question,
      Source source,
      int points,
      long reads,
      boolean atOnce,
      List<String> warnings) {}

  /** A request that was held against the contract. */
  Checked check(JsonNode request) {
    return check(Defaults.fill(request, json));
  }

  /** A question as it was stored: what it refers to is looked up anew. */
  Checked check(Question question) {
    var broken = Rules.broken(question);
    if (!broken.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "Parts of the question do not go together; see errors.",
          broken);
    }
    var source = sources.of(question);
    var work = new PointWork(question, installation.threads());
    var warnings = new LinkedHashSet<>(source.warnings());
    var points = Point.of(question);
    long reads = work.expectedReads();
    boolean large = source.rows().map(rows -> rows > properties.rowsAtOnce()).orElse(false);
    if (large) {
      // Loading them is the job's work; each row is looked at a few times for each point.
      reads += LOOKS_AT_A_ROW * points.size() * source.rows().orElse(0L);
    } else {
      for (var point : points) {
        reads += reads(work, question, point, source.at(point), warnings);
      }
    }
    if (reads > properties.mostReads()) {
      throw tooManyReads(question, reads);
    }
    boolean atOnce = !large && reads <= properties.readsAtOnce();
    return new Checked(question, source, points.size(), reads, atOnce, new ArrayList<>(warnings));
  }

  /** What a point takes; its warnings are added to the others. */
  private static long reads(
      PointWork work, Question question, Point point, CellStates states, Set<String> warnings) {
    states.laws().ifPresent(laws -> warnings.addAll(laws.warnings()));
    warnings.addAll(work.inapplicable(states));
    if (!work.answerable(states)) {
      throw unanswerable(question);
    }
    return work.expectedReads(point, states);
  }

  private static Problem unanswerable(Question question) {
    String detail =
        "Expected closed-form, quadrature or importance-sampling: bootstrap counts the reads of a"
            + " measurement set.";
    return Problem.of(
        ProblemType.INVALID_REQUEST,
        detail,
        new FieldError("/methods", question.methods(), detail));
  }

  private Problem tooManyReads(Question question, long reads) {
    String detail =
        "The question may take %,d reads; a job may take %,d (hafnia.error-rates.most-reads)."
            .formatted(reads, properties.mostReads());
    return Problem.of(
        ProblemType.TOO_MANY_READS,
        detail + " Ask for a wider interval, fewer draws or fewer points.",
        new FieldError("/draws", question.draws(), "Expected fewer draws or fewer points."));
  }
}
