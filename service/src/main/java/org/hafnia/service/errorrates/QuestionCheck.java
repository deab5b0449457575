package org.hafnia.service.errorrates;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.errorrates.answer.PointWork;
import org.hafnia.service.errorrates.question.Defaults;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.errorrates.question.Question;
import org.hafnia.service.errorrates.question.Rules;
import org.hafnia.service.errorrates.question.TrainedResponses;
import org.hafnia.service.errorrates.sources.FittedAmplifier;
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

  /** A curve of fewer says little about what lies between. */
  private static final int FEWEST_RATES = 3;

  private static final String TRAINING = "/find/training";

  private final Sources sources;
  private final TrainedResponses responses;
  private final Installation installation;
  private final ErrorRatesProperties properties;
  private final JsonMapper json;

  QuestionCheck(
      Sources sources,
      TrainedResponses responses,
      Installation installation,
      ErrorRatesProperties properties,
      JsonMapper json) {
    this.sources = sources;
    this.responses = responses;
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
    return check(answered(Defaults.fill(request, json)));
  }

  /** With the curve of the training that it names, if any. */
  private Question answered(Question question) {
    var find = question.find();
    var training = find == null ? null : find.training();
    if (find == null || training == null) {
      return question;
    }
    if (find.responseCurve() != null) {
      throw refused(training, "Expected only one of training and responseCurve.");
    }
    var curve =
        responses
            .of(training)
            .orElseThrow(() -> refused(training, "Expected the id of a training; there is none."));
    long rates = curve.stream().filter(point -> point.errorRate() > 0).count();
    if (rates < FEWEST_RATES) {
      throw refused(
          training,
          ("Expected a training whose result has hardwareTests at %d error rates or more (scheme"
                  + " ideal-with-errors, errors.test); this one has them at %d.")
              .formatted(FEWEST_RATES, rates));
    }
    return question.answeredBy(curve);
  }

  private static Problem refused(UUID training, String detail) {
    return Problem.of(
        ProblemType.INVALID_REQUEST, detail, new FieldError(TRAINING, training, detail));
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
    var points = Point.of(question);
    var warnings = new LinkedHashSet<>(source.warnings());
    var fitted = source.amplifier();
    fitted.ifPresent(one -> points.forEach(point -> warnings.addAll(one.warnings(point))));
    var design = fitted.map(FittedAmplifier::design).orElse(null);
    var work = new PointWork(question, design, installation.threads());
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
