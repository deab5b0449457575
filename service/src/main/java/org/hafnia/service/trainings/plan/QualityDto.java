package org.hafnia.service.trainings.plan;

import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.service.api.ClassAccuracy;
import org.hafnia.service.api.RocArea;
import org.hafnia.service.api.TestQuality;
import org.hafnia.simulator.training.quality.Quality;

/** How a set was classified, as the contract shapes it. */
public final class QualityDto {

  private QualityDto() {}

  /** All of it. */
  public static TestQuality of(Quality quality) {
    var area =
        quality
            .rocArea()
            .map(roc -> new RocArea(roc.value(), roc.standardError(), roc.low(), roc.high()));
    return new TestQuality(perClass(quality), quality.balancedAccuracy(), quality.confusion())
        .rocArea(area.orElse(null));
  }

  private static List<ClassAccuracy> perClass(Quality quality) {
    var accuracies = quality.perClass();
    return IntStream.range(0, accuracies.size())
        .mapToObj(
            label -> {
              var found = accuracies.get(label);
              var one = new ClassAccuracy(label, found.correct(), found.total());
              return found.total() == 0
                  ? one
                  : one.value(found.value()).low(found.low()).high(found.high());
            })
        .toList();
  }
}
