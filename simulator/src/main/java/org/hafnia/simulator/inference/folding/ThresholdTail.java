package org.hafnia.simulator.inference.folding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.inference.folding.RealTail.Line;
import org.hafnia.simulator.inference.folding.RealTail.Pool;
import org.hafnia.simulator.inference.folding.RealTail.Quantise;
import org.hafnia.simulator.inference.layout.Grid;
import org.hafnia.simulator.inference.layout.Sliding;
import org.hafnia.simulator.network.ActivationFunction;

/**
 * Lines, max pools and one activation that gives signs, as thresholds on sums z. A max pool is an
 * OR of answers, wherever it stands: of the turned ones where what follows it falls.
 *
 * <pre>
 *   binary    y = +1 if f(z) >= 0, else -1            one threshold: plus
 *   ternary   y = (f(z) > t) + (f(z) >= -t) - 1       two: plus, not minus
 * </pre>
 *
 * @param plus for each unit
 * @param notMinus for each unit; none where the activation is binary
 * @param turned whether a unit's answers are turned before the first pools and back after them
 * @param poolsBefore the activation
 * @param activation its number among those that give signs
 * @param poolsAfter the activation
 */
public record ThresholdTail(
    List<Step> plus,
    List<Step> notMinus,
    List<Boolean> turned,
    List<Sliding> poolsBefore,
    int activation,
    List<Sliding> poolsAfter) {

  public ThresholdTail {
    plus = List.copyOf(plus);
    notMinus = List.copyOf(notMinus);
    turned = List.copyOf(turned);
    poolsBefore = List.copyOf(poolsBefore);
    poolsAfter = List.copyOf(poolsAfter);
  }

  /** Sorts the operations of a tail; gives up where their order does not allow thresholds. */
  private static final class Sorter {

    private final List<Affine> lines = new ArrayList<>();
    private final List<Sliding> before = new ArrayList<>();
    private final List<Sliding> after = new ArrayList<>();
    private Optional<Quantise> activation = Optional.empty();
    private int linesBeforePools;
    private boolean possible = true;

    void add(RealTail.Operation operation, int units) {
      switch (operation) {
        case Line line -> {
          lines.add(line.affine());
          possible &= activation.isEmpty() && line.grid().channels() == units;
        }
        case Pool pool -> {
          possible &= pool.max();
          if (activation.isPresent()) {
            after.add(pool.sliding());
          } else {
            possible &= before.isEmpty() || linesBeforePools == lines.size();
            linesBeforePools = lines.size();
            before.add(pool.sliding());
          }
        }
        case RealTail.Fewer fewer -> possible = false;
        case Quantise quantise -> {
          possible &= activation.isEmpty();
          activation = Optional.of(quantise);
        }
      }
    }

    /** Whether what follows the pools falls with its argument. */
    boolean falls(int unit) {
      var following =
          lines.subList(before.isEmpty() ? lines.size() : linesBeforePools, lines.size());
      return following.stream().filter(line -> line.falls(unit)).count() % 2 == 1;
    }
  }

  /** The thresholds of a tail; empty where it needs more than thresholds. */
  static Optional<ThresholdTail> of(RealTail tail, int units) {
    var sorter = new Sorter();
    tail.operations().forEach(operation -> sorter.add(operation, units));
    if (!sorter.possible || sorter.activation.isEmpty()) {
      return Optional.empty();
    }
    var function = sorter.activation.get();
    boolean binary = function.function() == ActivationFunction.SIGN;
    float level = binary ? 0 : function.threshold();
    return Optional.of(
        new ThresholdTail(
            steps(sorter.lines, units, level, !binary),
            binary ? List.of() : steps(sorter.lines, units, -level, false),
            IntStream.range(0, units).mapToObj(sorter::falls).toList(),
            sorter.before,
            function.activation(),
            sorter.after));
  }

  private static List<Step> steps(List<Affine> lines, int units, float level, boolean above) {
    return IntStream.range(0, units).mapToObj(u -> Step.of(lines, u, level, above)).toList();
  }

  /** Whether it gives -1, 0 and 1. */
  public boolean ternary() {
    return !notMinus.isEmpty();
  }

  /** Thresholds of one of its planes: 0 for plus, 1 for not minus. */
  public List<Step> steps(int plane) {
    return plane == 0 ? plus : notMinus;
  }

  /** Answers that it needs for each sum. */
  public int planes() {
    return ternary() ? 2 : 1;
  }

  /** What the activation sees of sums over that grid. */
  public Grid activated(Grid sums) {
    return poolsBefore.isEmpty() ? sums : poolsBefore.getLast().output();
  }
}
