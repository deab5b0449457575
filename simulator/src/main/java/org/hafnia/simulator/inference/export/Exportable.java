package org.hafnia.simulator.inference.export;

import org.hafnia.simulator.inference.folding.RealTail;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.packed.PackedNetwork;

/** What a circuit of XNOR, popcount and thresholds can do, and others cannot be exported. */
final class Exportable {

  private Exportable() {}

  /** Refuses a network that does more between two layers, or before the first. */
  static void check(PackedNetwork network) {
    if (network.model().normalisation().isPresent()) {
      throw new IllegalArgumentException(
          "the network cannot be exported: it was trained on samples normalised per channel, and"
              + " thresholds have no place for that");
    }
    var stages = network.stages();
    for (int i = 0; i < stages.size(); i++) {
      boolean last = i == stages.size() - 1;
      if (!fits(stages.get(i), last)) {
        throw new IllegalArgumentException(
            "%s cannot be exported: its sums are followed by more than thresholds, or come from"
                    .formatted(name(stages.get(i)))
                + " an operation without weights");
      }
    }
  }

  private static boolean fits(Stage stage, boolean last) {
    return stage.sums().isPresent()
        && (last
            ? stage.tail().operations().stream().allMatch(RealTail.Line.class::isInstance)
            : stage.thresholds().isPresent());
  }

  private static String name(Stage stage) {
    return stage.sums().map(sums -> "layer " + sums.number()).orElse("what precedes layer 1");
  }
}
