package org.hafnia.simulator.array.curve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.hafnia.simulator.array.Requirements;

/**
 * What bit errors do to a network: accuracy against error rate, straight lines over ln(error rate)
 * between the points, constant beyond them. A point at error rate 0 is the accuracy without errors;
 * between it and the next point the accuracy is that of the next point.
 *
 * @param points sorted by error rate, at least two
 */
public record ResponseCurve(List<Point> points) {

  /**
   * A point.
   *
   * @param bitErrorRate [0, 1]
   * @param accuracy [0, 1]
   */
  public record Point(double bitErrorRate, double accuracy) {

    public Point {
      Requirements.within("bitErrorRate", bitErrorRate, 0, 1, "1");
      Requirements.within("accuracy", accuracy, 0, 1, "1");
    }
  }

  public ResponseCurve {
    var sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(Point::bitErrorRate));
    if (sorted.size() < 2) {
      throw new IllegalArgumentException(
          "points: " + sorted.size() + " given; at least 2 are needed");
    }
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).bitErrorRate == sorted.get(i - 1).bitErrorRate) {
        throw new IllegalArgumentException(
            "bitErrorRate = " + sorted.get(i).bitErrorRate + " is given twice");
      }
    }
    points = List.copyOf(sorted);
  }

  /** Accuracy at an error rate. */
  public double accuracy(double bitErrorRate) {
    Requirements.within("bitErrorRate", bitErrorRate, 0, 1, "1");
    if (bitErrorRate <= points.getFirst().bitErrorRate) {
      return points.getFirst().accuracy;
    }
    for (int i = 1; i < points.size(); i++) {
      var right = points.get(i);
      if (bitErrorRate <= right.bitErrorRate) {
        var left = points.get(i - 1);
        if (left.bitErrorRate == 0) {
          return right.accuracy;
        }
        double share =
            Math.log(bitErrorRate / left.bitErrorRate)
                / Math.log(right.bitErrorRate / left.bitErrorRate);
        return left.accuracy + share * (right.accuracy - left.accuracy);
      }
    }
    return points.getLast().accuracy;
  }

  /** Accuracy lost against the point with the fewest errors; negative where errors help. */
  public double loss(double bitErrorRate) {
    return points.getFirst().accuracy - accuracy(bitErrorRate);
  }

  /**
   * The error rate up to which the loss stays below a limit.
   *
   * @param lossLimit of accuracy, (0, 1]
   * @return empty where the curve never loses as much, so that no error rate on it is too high; 0
   *     where its first point with errors already does
   */
  public OptionalDouble largestRate(double lossLimit) {
    Requirements.within("lossLimit", lossLimit, Double.MIN_NORMAL, 1, "1");
    for (int i = 1; i < points.size(); i++) {
      var right = points.get(i);
      if (points.getFirst().accuracy - right.accuracy >= lossLimit) {
        var left = points.get(i - 1);
        if (left.bitErrorRate == 0) {
          return OptionalDouble.of(0);
        }
        double share =
            (left.accuracy - (points.getFirst().accuracy - lossLimit))
                / (left.accuracy - right.accuracy);
        return OptionalDouble.of(
            left.bitErrorRate * Math.pow(right.bitErrorRate / left.bitErrorRate, share));
      }
    }
    return OptionalDouble.empty();
  }
}
