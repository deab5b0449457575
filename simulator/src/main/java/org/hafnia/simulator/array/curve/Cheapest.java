package org.hafnia.simulator.array.curve;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateListener;

/** The cheapest condition that is good enough, or that there is none. */
public sealed interface Cheapest {

  /** Steps by which an edge is refined: to a millionth of a step of the scan. */
  int BISECTIONS = 20;

  /**
   * What a condition gives and takes.
   *
   * @param x the condition
   * @param rate error rate there
   * @param cost energy in joule, or whatever else is to be small
   */
  record Condition(double x, double rate, double cost) {}

  /** Good enough, and no cheaper one was found; {@code scanned} is what the search saw. */
  record Found(Condition condition, List<Condition> scanned) implements Cheapest {}

  /** None of the scanned conditions is; the best of them. */
  record NoneFulfils(Condition best, List<Condition> scanned) implements Cheapest {}

  /** Rate and cost of a condition. */
  interface Judge {
    Condition at(double x) throws RateCancelled;
  }

  /** Scans and refines. */
  static Cheapest of(CheapestQuestion question, Judge judge, RateListener listener)
      throws RateCancelled {
    var scanned = new ArrayList<Condition>();
    for (int i = 0; i < question.points(); i++) {
      listener.proceed();
      scanned.add(judge.at(question.x(i)));
      listener.progress((i + 1.0) / question.points(), "scan");
    }
    var candidates = new ArrayList<Condition>();
    for (int i = 0; i < scanned.size(); i++) {
      if (scanned.get(i).rate() < question.limit()) {
        candidates.add(scanned.get(i));
        for (int neighbour : new int[] {i - 1, i + 1}) {
          if (neighbour >= 0
              && neighbour < scanned.size()
              && scanned.get(neighbour).rate() >= question.limit()) {
            candidates.add(edge(question, judge, scanned.get(neighbour), scanned.get(i)));
          }
        }
      }
    }
    return candidates.isEmpty()
        ? new NoneFulfils(least(scanned, false), List.copyOf(scanned))
        : new Found(least(candidates, true), List.copyOf(scanned));
  }

  /** The cheapest of some points that were measured or worked out already; nothing is refined. */
  static Cheapest among(double limit, List<Condition> conditions) {
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException("conditions = []; at least one is needed");
    }
    var enough = conditions.stream().filter(one -> one.rate() < limit).toList();
    return enough.isEmpty()
        ? new NoneFulfils(least(conditions, false), List.copyOf(conditions))
        : new Found(least(enough, true), List.copyOf(conditions));
  }

  private static Condition edge(
      CheapestQuestion question, Judge judge, Condition outside, Condition inside)
      throws RateCancelled {
    double out = outside.x();
    var in = inside;
    for (int i = 0; i < BISECTIONS; i++) {
      var middle = judge.at(question.between(out, in.x()));
      if (middle.rate() < question.limit()) {
        in = middle;
      } else {
        out = middle.x();
      }
    }
    return in;
  }

  private static Condition least(List<Condition> conditions, boolean ofCost) {
    var best = conditions.getFirst();
    for (var one : conditions) {
      if (ofCost ? one.cost() < best.cost() : one.rate() < best.rate()) {
        best = one;
      }
    }
    return best;
  }
}
