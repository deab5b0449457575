package org.hafnia.service.pages;

import java.util.List;
import java.util.Optional;
import org.hafnia.service.evaluations.EvaluationOverview;
import org.hafnia.service.models.StoredModel;
import org.hafnia.service.trainings.TrainingOverview;

/** What a job does and left, as far as pages have more to show of it than of any job. */
record Subject(
    Optional<TrainingOverview.Details> training,
    Optional<EvaluationOverview.Details> evaluation,
    List<StoredModel> models) {}
