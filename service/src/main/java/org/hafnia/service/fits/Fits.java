package org.hafnia.service.fits;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.hafnia.service.devices.DeviceModels;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.Jobs;
import org.hafnia.service.web.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Decides about fits: what is accepted, what belongs together, whose a model's name is. */
@Service
class Fits {

  private final FitCheck check;
  private final MeasurementSource measurements;
  private final FitStore store;
  private final DeviceModels devices;
  private final Jobs jobs;

  Fits(
      FitCheck check,
      MeasurementSource measurements,
      FitStore store,
      DeviceModels devices,
      Jobs jobs) {
    this.check = check;
    this.measurements = measurements;
    this.store = store;
    this.devices = devices;
    this.jobs = jobs;
  }

  /** A fit with its job, as one moment shows them. */
  record Fit(FitStore.Row row, Job job, boolean hasModel) {}

  /** Everything that can be said before anything is stored. */
  @Transactional
  FitCheck.Checked check(FitCheck.Asked asked) {
    var checked = check.check(asked);
    return new FitCheck.Checked(
        named(checked), checked.named(), checked.set(), checked.memory(), checked.limitBytes());
  }

  /** Stores the fit, reserves the name of its model and queues its job, all or nothing. */
  @Transactional
  Fit submit(FitCheck.Asked asked, String request) {
    var checked = check.check(asked);
    measurements.hold(checked.set(), "/measurementSet");
    var spec = named(checked);
    var id = jobs.enqueue(FitJob.KIND, spec.name(), spec.priority()).id();
    store.insert(id, request, spec, checked.set());
    return fit(id);
  }

  /** The spec with a name that is free until the end of the transaction. */
  private FitSpec named(FitCheck.Checked checked) {
    var spec = checked.spec();
    if (checked.named()) {
      devices.reserve(spec.name(), "/name");
      return spec;
    }
    String name = spec.name();
    for (int number = 2; devices.isTaken(name); number++) {
      name = spec.name() + "-" + number;
    }
    return spec.named(name);
  }

  // One snapshot for both reads: a job that has ended is never shown without its result.
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Fit fit(UUID id) {
    var row = store.find(id).orElseThrow(() -> Problem.notFound("fit", id));
    return new Fit(row, jobs.job(id), store.hasModel(id));
  }

  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  List<Fit> list(FitStore.Filter filter) {
    var rows = store.list(filter);
    Map<UUID, Job> found = jobs.jobs(rows.stream().map(FitStore.Row::id).toList());
    return rows.stream()
        .flatMap(row -> Stream.ofNullable(found.get(row.id())).map(job -> new Fit(row, job, false)))
        .toList();
  }
}
