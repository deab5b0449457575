package org.hafnia.service.evaluations.figures;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.service.evaluations.outcome.Outcome;
import org.hafnia.service.evaluations.outcome.PointOutcome;
import org.hafnia.service.plots.Plot;
import org.hafnia.service.plots.axes.Axis;
import org.hafnia.service.plots.sheet.Ink;
import org.hafnia.service.plots.sheet.Sheet;

/** How far the right class leads, for a few of the points, first and last among them. */
record MarginFigure(Outcome outcome) implements Plot {

  private static final int MOST = 4;
  private static final double PER_CENT = 100;

  @Override
  public Sheet sheet() {
    var sheet =
        new Sheet(
            Figures.title("Margins", outcome),
            Axis.linear("Score of the right class less the best other one"),
            Axis.linear("Images and draws (% per bin)").between(0, Double.NaN));
    var chosen = chosen(outcome.points());
    for (int i = 0; i < chosen.size(); i++) {
      var point = chosen.get(i);
      var margins = point.margins();
      double total = margins.counts().stream().mapToLong(Long::longValue).sum();
      double[] heights =
          margins.counts().stream().mapToDouble(count -> PER_CENT * count / total).toArray();
      double[] edges = margins.edges().stream().mapToDouble(Double::doubleValue).toArray();
      sheet.bars(point.name(), edges, heights, Ink.of(i));
    }
    return sheet.vertical("wrong below 0", 0);
  }

  /** Evenly spread over all points. */
  static List<PointOutcome> chosen(List<PointOutcome> points) {
    if (points.size() <= MOST) {
      return points;
    }
    var chosen = new ArrayList<PointOutcome>();
    for (int i = 0; i < MOST; i++) {
      chosen.add(points.get(Math.round((float) i * (points.size() - 1) / (MOST - 1))));
    }
    return chosen;
  }
}
