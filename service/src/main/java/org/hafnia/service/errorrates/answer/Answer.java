package org.hafnia.service.errorrates.answer;

import java.util.List;
import java.util.Optional;
import org.hafnia.service.errorrates.question.Question;

/**
 * All that is answered.
 *
 * @param map what is read over both resistances, at the point found or of the fewest errors
 */
public record Answer(
    Question question,
    List<PointAnswer> points,
    Optional<SupplyWindow> supplyWindow,
    Optional<Found> found,
    Optional<ReadMap> map,
    List<String> warnings) {

  /** The rate that stands for the answer: of the first point, bits or weights. */
  public Optional<PointAnswer.MethodRate> headline() {
    String error = question.ternary() ? PointWork.WEIGHT_ERROR : PointWork.BIT_ERROR;
    return points.getFirst().trusted(question.cell(), error);
  }
}
