package org.hafnia.service.evaluations;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hafnia.service.evaluations.outcome.Loss;
import org.hafnia.service.evaluations.outcome.PointOutcome;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.Jobs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What pages show of evaluations. */
@Service
public class EvaluationOverview {

  private final EvaluationStore store;
  private final Jobs jobs;
  private final JsonMapper json;

  EvaluationOverview(EvaluationStore store, Jobs jobs, JsonMapper json) {
    this.store = store;
    this.jobs = jobs;
    this.json = json;
  }

  /** One line of a list. */
  public record Entry(
      Job job,
      String model,
      String dataset,
      String errors,
      @Nullable Double accuracy,
      @Nullable Double rateOf1Point,
      @Nullable Double energyJoule) {}

  /** A point, as a page shows it. */
  public record Line(
      String name,
      double expectedErrorRate,
      double accuracy,
      @Nullable Double low,
      @Nullable Double high,
      long draws) {}

  /** All that the page of an evaluation shows. */
  public record Details(Entry entry, long seed, List<Line> points, List<String> losses) {}

  @Transactional(readOnly = true)
  public List<Entry> latest(int limit) {
    var rows = store.list(new EvaluationStore.Filter(List.of(), null, null, null, null, limit));
    var found = jobs.jobs(rows.stream().map(EvaluationStore.Row::id).toList());
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(found.get(row.id())).map(job -> entry(job, row)))
        .toList();
  }

  /** The job is read first: once it has ended, the row that is read after it has the result. */
  @Transactional(readOnly = true)
  public Optional<Details> find(UUID id) {
    return jobs.find(id).flatMap(job -> store.find(id).map(row -> details(row, job)));
  }

  private Details details(EvaluationStore.Row row, Job job) {
    String stored = row.result();
    JsonNode result = stored == null ? json.createObjectNode() : json.readTree(stored);
    var points =
        result
            .path("points")
            .valueStream()
            .map(point -> line(json.treeToValue(point, PointOutcome.class)))
            .toList();
    var losses =
        result
            .path("losses")
            .valueStream()
            .map(loss -> json.treeToValue(loss, Loss.class).explanation())
            .toList();
    return new Details(entry(job, row), row.spec().seed(), points, losses);
  }

  private static Line line(PointOutcome point) {
    var over = point.overDraws();
    return new Line(
        point.name(),
        point.expectedErrorRate(),
        point.accuracy(),
        over == null ? null : over.low(),
        over == null ? null : over.high(),
        point.draws());
  }

  private static Entry entry(Job job, EvaluationStore.Row row) {
    var spec = row.spec();
    var headline = row.headline();
    return new Entry(
        job,
        spec.model(),
        spec.dataset(),
        spec.errors().kind(),
        headline.accuracy(),
        headline.rateOf1Point(),
        headline.energyJoule());
  }
}
