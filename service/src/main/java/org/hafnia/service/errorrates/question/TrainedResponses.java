package org.hafnia.service.errorrates.question;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.errorrates.question.Question.ResponsePoint;

/** What errors do to trained networks; implemented by whoever keeps trainings. */
public interface TrainedResponses {

  /**
   * Accuracy against the error rate of the weights, error rates rising, as a training was tested;
   * empty where there is no such training.
   */
  Optional<List<ResponsePoint>> of(UUID training);
}
