package org.hafnia.service.errorrates.figures;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.hafnia.service.errorrates.answer.Answer;
import org.hafnia.service.errorrates.answer.PointAnswer;
import org.hafnia.service.errorrates.question.Over;
import org.hafnia.service.plots.Plot;

/** The pictures that an answer has, by the name of their files. */
public final class Figures {

  private Figures() {}

  public static Map<String, Plot> of(Answer answer) {
    var figures = new LinkedHashMap<String, Plot>();
    var question = answer.question();
    var sweep = question.sweep();
    if (!question.ternary()) {
      figures.put("comparison", new ComparisonFigure(answer));
    }
    long energies =
        answer.points().stream()
            .map(PointAnswer::energyPicojoulePerBit)
            .filter(Objects::nonNull)
            .distinct()
            .count();
    if (energies > 1) {
      figures.put("energy", new SweptFigure(answer, SweptFigure.ENERGY));
    }
    if (sweep != null && sweep.over() != Over.CONDITION) {
      var x = new SweptFigure.Against(sweep.over().title(), sweep.over().decades(), false);
      figures.put(name(sweep.over()), new SweptFigure(answer, x));
    }
    answer.map().ifPresent(map -> figures.put("read-map", new MapFigure(map)));
    return figures;
  }

  private static String name(Over over) {
    return switch (over) {
      case SUPPLY -> "supply";
      case TEMPERATURE -> "temperature";
      case RETENTION_TIME -> "retention";
      case CYCLES -> "cycles";
      default -> "programming";
    };
  }
}
