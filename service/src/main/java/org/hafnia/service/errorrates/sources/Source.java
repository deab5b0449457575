package org.hafnia.service.errorrates.sources;

import java.util.List;
import org.hafnia.service.errorrates.question.Point;
import org.hafnia.simulator.array.rate.CellStates;

/** What is known of the cells at each point of a question. */
public interface Source {

  /** At one of the points of the question that the source was made for. */
  CellStates at(Point point);

  /** Whether measured reads can be counted. */
  boolean measured();

  /** What a reader of the result must know. */
  List<String> warnings();

  /** Where it all comes from. */
  Origin origin();
}
