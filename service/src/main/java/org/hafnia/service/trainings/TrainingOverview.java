package org.hafnia.service.trainings;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.Jobs;
import org.hafnia.simulator.training.EpochMetrics;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What pages show of trainings. */
@Service
public class TrainingOverview {

  private final TrainingStore store;
  private final Jobs jobs;

  TrainingOverview(TrainingStore store, Jobs jobs) {
    this.store = store;
    this.jobs = jobs;
  }

  /** One line of a list. */
  public record Entry(
      Job job, String dataset, String network, String scheme, @Nullable Double testAccuracy) {}

  /** All that the page of a training shows. */
  public record Details(
      Entry entry,
      String hardware,
      String optimizer,
      long seed,
      int batchSize,
      @Nullable Double low,
      @Nullable Double high,
      List<Epoch> epochs) {}

  /**
   * One row of the history.
   *
   * @param fold of a cross-validation, from 1; 0 for a single training
   */
  public record Epoch(int fold, EpochMetrics metrics) {}

  @Transactional(readOnly = true)
  public List<Entry> latest(int limit) {
    var rows = store.list(new TrainingStore.Filter(List.of(), null, null, null, limit));
    var found = jobs.jobs(rows.stream().map(TrainingStore.Row::id).toList());
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(found.get(row.id())).map(job -> entry(job, row)))
        .toList();
  }

  /** The job is read first: once it has ended, the row that is read after it has the result. */
  @Transactional(readOnly = true)
  public Optional<Details> find(UUID id) {
    return jobs.find(id).flatMap(job -> store.find(id).map(row -> details(row, job)));
  }

  private Details details(TrainingStore.Row row, Job job) {
    var spec = row.spec();
    var optimizer = spec.optimizer();
    return new Details(
        entry(job, row),
        spec.hardware().shown(),
        "%s, rate %s".formatted(optimizer.name(), optimizer.shownRate()),
        spec.seed(),
        spec.batchSize(),
        row.accuracy().low(),
        row.accuracy().high(),
        store.epochs(row.id()));
  }

  private static Entry entry(Job job, TrainingStore.Row row) {
    String network = row.spec().network().title();
    return new Entry(
        job, row.spec().dataset(), network, row.spec().hardware().scheme(), row.accuracy().value());
  }
}
