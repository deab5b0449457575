package org.hafnia.service.trainings;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hafnia.service.datasets.Datasets;
import org.hafnia.service.devices.DeviceModels;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.Jobs;
import org.hafnia.service.models.Models;
import org.hafnia.service.models.StoredModel;
import org.hafnia.service.networks.Networks;
import org.hafnia.service.trainings.keep.StartModels;
import org.hafnia.service.web.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Decides about trainings: what is accepted, what belongs together. */
@Service
class Trainings {

  private final SpecCheck specs;
  private final DeviceModels devices;
  private final TrainingStore store;
  private final Jobs jobs;
  private final Networks networks;
  private final Models models;
  private final Datasets datasets;

  @SuppressWarnings("checkstyle:ParameterNumber") // What a training refers to.
  Trainings(
      SpecCheck specs,
      DeviceModels devices,
      TrainingStore store,
      Jobs jobs,
      Networks networks,
      Models models,
      Datasets datasets) {
    this.specs = specs;
    this.devices = devices;
    this.store = store;
    this.jobs = jobs;
    this.networks = networks;
    this.models = models;
    this.datasets = datasets;
  }

  /** A training with its job, as one moment shows them. */
  record Training(TrainingStore.Row row, Job job, List<StoredModel> models) {}

  /** Everything that can be said before anything is stored. */
  SpecCheck.Checked check(SpecCheck.Asked asked) {
    return specs.check(asked);
  }

  /** The same, and that the names of its models are free: a POST that is repeated took them. */
  SpecCheck.Checked preview(SpecCheck.Asked asked) {
    var checked = specs.check(asked);
    var spec = checked.spec();
    if (spec.saveAs() != null) {
      models.requireFree(spec.modelNames(), spec.saveAs(), SpecCheck.SAVE_AS);
    }
    return checked;
  }

  /** Stores the training and queues its job, both or neither. */
  @Transactional
  Training submit(SpecCheck.Checked checked, String request) {
    var spec = checked.spec();
    var digests = checked.modelSha256();
    spec.hardware()
        .models()
        .forEach(model -> devices.hold(model.name(), digests.get(model.name()), model.pointer()));
    datasets.hold(spec.dataset());
    networks.hold(spec.network(), SpecCheck.NETWORK);
    if (spec.from() != null) {
      models.hold(spec.from(), StartModels.FROM);
    }
    if (spec.saveAs() != null) {
      models.reserve(spec.modelNames(), spec.saveAs(), SpecCheck.SAVE_AS);
    }
    var job = jobs.enqueue(TrainingJob.KIND, spec.name(), spec.priority());
    // What was written is not read back: nobody else has seen it.
    return new Training(store.insert(job.id(), request, spec), job, List.of());
  }

  // One snapshot for both reads: a job that has ended is never shown without its result.
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Training training(UUID id) {
    var row = store.find(id).orElseThrow(() -> Problem.notFound("training", id));
    return new Training(row, jobs.job(id), models.of(id));
  }

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  List<Training> list(TrainingStore.Filter filter) {
    var rows = store.list(filter);
    Map<UUID, Job> found = jobs.jobs(rows.stream().map(TrainingStore.Row::id).toList());
    return rows.stream()
        .flatMap(
            row ->
                Stream.ofNullable(found.get(row.id()))
                    .map(job -> new Training(row, job, List.of())))
        .toList();
  }

  /** What a poll asks first, of a training that may have ten thousand of them. */
  @Transactional(readOnly = true)
  int epochCount(UUID id) {
    int count = store.epochCount(id);
    if (count == 0 && store.find(id).isEmpty()) {
      throw Problem.notFound("training", id);
    }
    return count;
  }

  @Transactional(readOnly = true)
  List<TrainingOverview.Epoch> epochs(UUID id) {
    return store.epochs(id);
  }
}
