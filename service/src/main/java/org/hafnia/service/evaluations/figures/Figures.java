package org.hafnia.service.evaluations.figures;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hafnia.service.evaluations.outcome.Outcome;
import org.hafnia.service.evaluations.spec.EvaluationSpec;
import org.hafnia.service.plots.Plot;

/** The pictures that an evaluation has, by the name of their files. */
public final class Figures {

  private static final int LONGEST = 90;

  private Figures() {}

  public static Map<String, Plot> of(Outcome outcome) {
    var figures = new LinkedHashMap<String, Plot>();
    var along = Along.of(outcome);
    figures.put("accuracy", new AccuracyFigure(outcome, along));
    if (!along.errorRates() && outcome.spec().errors().kind().equals(EvaluationSpec.DEVICE)) {
      figures.put("error-rate", new AccuracyFigure(outcome, Along.errorRate(false)));
    }
    figures.put("margins", new MarginFigure(outcome));
    return figures;
  }

  /** The title of a picture. */
  static String title(String what, Outcome outcome) {
    var spec = outcome.spec();
    String subject = spec.name() == null ? spec.model() + " on " + spec.dataset() : spec.name();
    boolean fits = subject.length() <= LONGEST;
    return what + ": " + (fits ? subject : subject.substring(0, LONGEST - 1) + "…");
  }
}
