package org.hafnia.service.evaluations.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.Precision;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The layers with weights of the network that is evaluated, counted from 1.
 *
 * @param model its name
 * @param weighted from input to output
 */
public record Subject(String model, List<Weighted> weighted) {

  private static final String LAYERS = "/layers";

  /** What it is called in a stored model: the part of its arrays' names before the point. */
  private static final String PREFIX = "layer";

  /** The subject that a stored network is. */
  public static Subject of(String model, List<LayerDescription> layers) {
    return new Subject(model, LayerDescription.weighted(layers));
  }

  /** Refuses a network in which no weight can be wrong. */
  public void requireQuantised() {
    if (quantised().isEmpty()) {
      String detail =
          ("Expected a model with binary or ternary weights: all %d layers of this one have real"
                  + " weights, which bit errors and 2T2R cells do not apply to. What devices do to"
                  + " real weights is seen only by programming them: a training with scheme"
                  + " pulse-response and pulses.realWeights pairs.")
              .formatted(weighted.size());
      throw Problem.of(
          ProblemType.INVALID_REQUEST, detail, new FieldError("/model", model, detail));
    }
  }

  /** The binary and ternary layers. */
  public List<Integer> quantised() {
    var found = new ArrayList<Integer>();
    for (int i = 0; i < weighted.size(); i++) {
      if (weighted.get(i).weights() != Precision.REAL) {
        found.add(i + 1);
      }
    }
    return found;
  }

  /** Whether some of these layers have ternary weights. */
  public boolean ternary(List<Integer> layers) {
    return layers.stream().anyMatch(n -> weighted.get(n - 1).weights() == Precision.TERNARY);
  }

  /** The layers of a request; all that are quantised where it names none. */
  List<Integer> layers(JsonNode asked, List<FieldError> errors) {
    if (asked.isMissingNode()) {
      return quantised();
    }
    var found = new TreeSet<Integer>();
    for (int i = 0; i < asked.size(); i++) {
      int number = number(asked.get(i));
      String wrong = wrong(number);
      if (wrong == null && !found.add(number)) {
        wrong = "Expected each layer once: this one is in the list already.";
      }
      if (wrong != null) {
        errors.add(new FieldError(LAYERS + "/" + i, shown(asked.get(i)), wrong));
      }
    }
    return List.copyOf(found);
  }

  private @Nullable String wrong(int number) {
    if (number < 1 || number > weighted.size()) {
      return ("Expected a layer with weights of %s: a number from 1 to %d, or a name from layer1 to"
              + " layer%d.")
          .formatted(model, weighted.size(), weighted.size());
    }
    return weighted.get(number - 1).weights() == Precision.REAL
        ? "Expected a binary or ternary layer, one of %s: this one has real weights."
            .formatted(quantised())
        : null;
  }

  /** The number of a layer, 0 for what is none. */
  private static int number(JsonNode asked) {
    if (asked.isInt()) {
      return asked.intValue();
    }
    String name = asked.isString() ? asked.stringValue() : "";
    return name.matches(PREFIX + "[1-9][0-9]{0,8}")
        ? Integer.parseInt(name.substring(PREFIX.length()))
        : 0;
  }

  private static @Nullable Object shown(JsonNode asked) {
    return asked.isNumber() ? asked.numberValue() : asked.isString() ? asked.stringValue() : null;
  }
}
