package org.hafnia.simulator.array.tails;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.DoubleUnaryOperator;

/**
 * Expectations over a normal score, E f(z) with z ~ N(0,1) and 0 &lt;= f &lt;= 1, by adaptive
 * Gauss-Kronrod quadrature (7 and 15 points; nodes of QUADPACK). Pieces are taken from the centre
 * outwards until what is left cannot matter, so that 1e-30 costs little more than 1e-3.
 */
public final class Quadrature {

  private static final double[] NODES = {
    0.9914553711208126, 0.9491079123427585,
    0.8648644233597691, 0.7415311855993945,
    0.5860872354676911, 0.4058451513773972,
    0.20778495500789848, 0
  };
  private static final double[] KRONROD = {
    0.022935322010529224, 0.06309209262997856,
    0.10479001032225019, 0.14065325971552592,
    0.1690047266392679, 0.19035057806478542,
    0.20443294007529889, 0.20948214108472782
  };
  private static final double[] GAUSS = {
    0.1294849661688697, 0.27970539148927664,
    0.3818300505051189, 0.4179591836734694
  };

  private static final double[] PIECES = {0, 2, 4, 6, 8, 11, 15, 20, 28, 37.5};
  private static final int MOST_PIECES = 300;

  private Quadrature() {}

  /**
   * An integral.
   *
   * @param value of the integral
   * @param error estimate of what it may be off by
   * @param evaluations of the integrand
   */
  public record Integral(double value, double error, long evaluations) {}

  /**
   * E f(z).
   *
   * @param f between 0 and 1
   * @param breaks scores where f may jump; those that are not finite are passed over
   * @param relative error that is good enough, relative to the value
   */
  public static Integral expectation(DoubleUnaryOperator f, double[] breaks, double relative) {
    DoubleUnaryOperator weighted = z -> Normal.density(z) * f.applyAsDouble(z);
    var pieces = new PriorityQueue<Piece>(Comparator.comparingDouble(piece -> -piece.error));
    double value = 0;
    for (int i = 0; i + 1 < PIECES.length; i++) {
      if (Normal.above(PIECES[i]) < 0.01 * relative * value) {
        break;
      }
      value += add(pieces, weighted, PIECES[i], PIECES[i + 1], breaks);
      value += add(pieces, weighted, -PIECES[i + 1], -PIECES[i], breaks);
    }
    long evaluations = pieces.size() * 15L;
    double error = pieces.stream().mapToDouble(piece -> piece.error).sum();
    while (error > relative * value && pieces.size() < MOST_PIECES) {
      var worst = pieces.remove();
      double middle = 0.5 * (worst.low + worst.high);
      var left = piece(weighted, worst.low, middle);
      var right = piece(weighted, middle, worst.high);
      value += left.value + right.value - worst.value;
      error += left.error + right.error - worst.error;
      pieces.add(left);
      pieces.add(right);
      evaluations += 30;
    }
    // Summed anew: the running sums lose digits against pieces that were large at first.
    double sum = pieces.stream().mapToDouble(piece -> piece.value).sorted().sum();
    double off = pieces.stream().mapToDouble(piece -> piece.error).sorted().sum();
    return new Integral(sum, off, evaluations);
  }

  private static double add(
      PriorityQueue<Piece> pieces, DoubleUnaryOperator f, double low, double high, double[] at) {
    double from = low;
    double sum = 0;
    while (from < high) {
      double to = high;
      for (double cut : at) {
        if (cut > from && cut < to) {
          to = cut;
        }
      }
      var piece = piece(f, from, to);
      pieces.add(piece);
      sum += piece.value;
      from = to;
    }
    return sum;
  }

  private static Piece piece(DoubleUnaryOperator f, double low, double high) {
    double half = 0.5 * (high - low);
    double centre = 0.5 * (low + high);
    double middle = f.applyAsDouble(centre);
    double kronrod = KRONROD[7] * middle;
    double gauss = GAUSS[3] * middle;
    for (int i = 0; i < 7; i++) {
      double pair =
          f.applyAsDouble(centre - half * NODES[i]) + f.applyAsDouble(centre + half * NODES[i]);
      kronrod += KRONROD[i] * pair;
      if (i % 2 == 1) {
        gauss += GAUSS[i / 2] * pair;
      }
    }
    return new Piece(low, high, kronrod * half, Math.abs(kronrod - gauss) * half);
  }

  private record Piece(double low, double high, double value, double error) {}
}
