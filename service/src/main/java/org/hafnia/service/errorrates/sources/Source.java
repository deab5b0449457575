package org.hafnia.service.errorrates.sources;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.service.errorrates.question.Simulated;
import org.hafnia.simulator.array.rate.CellStates;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.device.states.StatePair;

/** What is known of the cells at each point of a question. */
public interface Source {

  /** At one of the points of the question that the source was made for. */
  CellStates at(Point point);

  /** How many rows a first look at the states has to load; empty where it has none to load. */
  Optional<Long> rows();

  /** What a reader of the result must know. */
  List<String> warnings();

  /** What reads the cells, where it is of a device model. */
  Optional<FittedAmplifier> amplifier();

  /** The circuit that reads the cells at a point, of a device model or not. */
  default SenseAmplifier reader(Point point) {
    var design = amplifier().map(FittedAmplifier::design).orElse(null);
    return Simulated.amplifier(point.amplifier(), design);
  }

  /** What is extrapolated at a point, of these states and of what reads them. */
  default List<String> extrapolations(Point point, StatePair states) {
    var warnings = new LinkedHashSet<>(states.warnings());
    amplifier().ifPresent(fitted -> warnings.addAll(fitted.warnings(point)));
    return List.copyOf(warnings);
  }

  /** Where it all comes from. */
  Origin origin();
}
