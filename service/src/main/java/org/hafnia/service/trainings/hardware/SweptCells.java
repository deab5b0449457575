package org.hafnia.service.trainings.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.errorrates.question.Question.Sweep;
import org.hafnia.service.errorrates.question.Rules;
import org.hafnia.service.errorrates.sources.Origin;
import org.hafnia.service.errorrates.sources.Sources;
import org.hafnia.service.trainings.hardware.HardwareSpec.Cells;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.simulator.array.weights.ProgrammedPairs;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Cells that hold weights, at one operating point or along a sweep, as /v1/error-rates asks. */
@Component
public final class SweptCells {

  private static final String SWEEP = "/sweep";

  private final Sources sources;
  private final JsonMapper json;

  SweptCells(Sources sources, JsonMapper json) {
    this.sources = sources;
    this.json = json;
  }

  /**
   * Cells with every default.
   *
   * @param sweep of one of their quantities; null for one operating point
   * @param ternary whether they hold ternary weights
   * @param cellsAt where a request has the cells
   * @param sweepAt and where it has the sweep
   */
  public record Asked(
      Cells cells, @Nullable Sweep sweep, boolean ternary, String cellsAt, String sweepAt) {

    private FieldError moved(FieldError error) {
      String pointer = error.pointer();
      String there =
          pointer.startsWith(SWEEP)
              ? sweepAt + pointer.substring(SWEEP.length())
              : cellsAt + pointer;
      return new FieldError(there, error.value(), error.detail());
    }
  }

  /** Pairs at one operating point, and which it is; what of them is extrapolated. */
  public record At(Point point, ProgrammedPairs pairs, List<String> warnings) {

    public At {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * What was found.
   *
   * @param origin of states and amplifier
   */
  public record Found(List<At> points, Origin origin) {}

  /** Cells of a request that was held against the contract, every default filled in. */
  public Cells filled(JsonNode cells, boolean ternary) {
    var copy = (ObjectNode) cells.deepCopy();
    HardwareDefaults.fillCells(copy, ternary, json);
    return json.treeToValue(copy, Cells.class);
  }

  /** What does not go together. */
  public static List<FieldError> broken(Asked asked) {
    var question = CellModels.question(asked.cells(), asked.ternary(), asked.sweep());
    return Rules.broken(question).stream().map(asked::moved).toList();
  }

  /** The pairs at each point; the problem says what there is not. */
  public Found find(Asked asked) {
    return at(asked, () -> found(asked));
  }

  /** Keeps the models that cells were made of, in the caller's transaction. */
  public void hold(Origin origin) {
    sources.hold(origin);
  }

  private Found found(Asked asked) {
    var cells = asked.cells();
    var question = CellModels.question(cells, asked.ternary(), asked.sweep());
    var source = sources.of(question);
    var points = new ArrayList<At>();
    for (var point : Point.of(question)) {
      var states = source.at(point).laws().orElseThrow();
      var pairs =
          new ProgrammedPairs(states, source.reader(point), cells.stuckLow(), cells.stuckHigh());
      points.add(new At(point, pairs, source.extrapolations(point, states)));
    }
    return new Found(points, source.origin());
  }

  private static <T> T at(Asked asked, Supplier<T> work) {
    try {
      return work.get();
    } catch (Problem problem) {
      var errors = problem.errors().stream().map(asked::moved).toList();
      throw new Problem(problem.type(), problem.detail(), errors);
    }
  }
}
