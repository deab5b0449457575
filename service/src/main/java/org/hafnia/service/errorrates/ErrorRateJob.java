package org.hafnia.service.errorrates;

import org.hafnia.service.jobs.JobContext;
import org.hafnia.service.jobs.JobContext.Level;
import org.hafnia.service.jobs.JobHandler;
import org.hafnia.service.jobs.JobKind;
import org.hafnia.service.jobs.JobOutcome;
import org.hafnia.service.web.Problem;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateListener;
import org.springframework.stereotype.Component;

/** Answers a queued question: load, simulate, store. */
@Component
final class ErrorRateJob implements JobHandler {

  static final JobKind KIND = new JobKind("error-rate", "/v1/error-rates");

  private final ErrorRateStore store;
  private final QuestionCheck check;
  private final Answering answering;

  ErrorRateJob(ErrorRateStore store, QuestionCheck check, Answering answering) {
    this.store = store;
    this.check = check;
    this.answering = answering;
  }

  @Override
  public JobKind kind() {
    return KIND;
  }

  @Override
  public JobOutcome run(JobContext context) {
    var row =
        store.find(context.id()).orElseThrow(() -> Problem.notFound("error rate", context.id()));
    var checked = check.check(row.question());
    context.log(
        Level.INFO, "%d points, %,d reads at most".formatted(checked.points(), checked.reads()));
    try {
      var answered = answering.answer(checked, new Watch(context));
      answered
          .files()
          .forEach(file -> context.artifact(file.name(), file.mediaType(), file.bytes()));
      var run = new Answering.Run(context.id(), context.worker(), context.attempt());
      var result = answering.result(answered, checked, run);
      return new JobOutcome.Succeeded(() -> store.end(context.id(), answered.summary(), result));
    } catch (RateCancelled cancelled) {
      return new JobOutcome.Cancelled();
    }
  }

  /** Passes on what the simulator tells and what the job is told. */
  private record Watch(JobContext context) implements RateListener {

    @Override
    public boolean cancelRequested() {
      return context.cancelRequested();
    }

    @Override
    public void progress(double fraction, String stage) {
      context.progress(fraction, stage, null);
    }
  }
}
