package org.hafnia.service.errorrates.sources;

import java.util.List;
import java.util.Optional;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.simulator.array.rate.CellStates;

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

  /** Where it all comes from. */
  Origin origin();
}
