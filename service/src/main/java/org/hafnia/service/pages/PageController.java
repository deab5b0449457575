package org.hafnia.service.pages;

import java.util.List;
import java.util.UUID;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.evaluations.EvaluationOverview;
import org.hafnia.service.jobs.Job;
import org.hafnia.service.jobs.Jobs;
import org.hafnia.service.models.Models;
import org.hafnia.service.trainings.TrainingOverview;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the start page, a page for each job, and the models. */
@RestController
class PageController {

  private static final int LATEST = 20;
  private static final int REFRESH_SECONDS = 3;

  private final TrainingOverview trainings;
  private final EvaluationOverview evaluations;
  private final Jobs jobs;
  private final Models models;
  private final Installation installation;

  PageController(
      TrainingOverview trainings,
      EvaluationOverview evaluations,
      Jobs jobs,
      Models models,
      Installation installation) {
    this.trainings = trainings;
    this.evaluations = evaluations;
    this.jobs = jobs;
    this.models = models;
    this.installation = installation;
  }

  @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
  String start() {
    return StartPage.of(
        trainings.latest(LATEST), evaluations.latest(LATEST), installation.version());
  }

  @GetMapping(path = "/jobs/{id}", produces = MediaType.TEXT_HTML_VALUE)
  String job(@PathVariable UUID id) {
    var job = jobs.job(id);
    var about = new Subject(trainings.find(id), evaluations.find(id), models.of(id));
    var plots =
        jobs.artifacts(id).stream().filter(file -> file.mediaType().equals("image/svg+xml"));
    return JobPage.of(job, about, plots.toList(), refresh(job));
  }

  @GetMapping(path = "/models", produces = MediaType.TEXT_HTML_VALUE)
  String models() {
    return ModelsPage.of(models.newest());
  }

  private static int refresh(Job job) {
    return List.of("queued", "running").contains(job.state().text()) ? REFRESH_SECONDS : 0;
  }
}
