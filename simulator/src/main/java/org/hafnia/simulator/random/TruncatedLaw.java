package org.hafnia.simulator.random;

import java.util.function.DoubleUnaryOperator;

/**
 * A probability law cut to an interval. With F the untruncated distribution function,
 *
 * <pre>
 *   quantile(u) = F^-1( F(min) + u (F(max) - F(min)) ),   0 < u < 1
 * </pre>
 *
 * Value, bounds and mean share whatever unit the parameters have.
 */
public sealed interface TruncatedLaw {

  /** Smallest value that can be drawn. */
  double min();

  /** Largest value that can be drawn. */
  double max();

  /** Mean of the truncated law. */
  double mean();

  /** F^-1 with what does not depend on u worked out once, for many draws; its u is not checked. */
  DoubleUnaryOperator quantiles();

  /** The value below which a fraction u of the draws falls; u in (0, 1). */
  default double quantile(double u) {
    if (!(u > 0 && u < 1)) {
      throw new IllegalArgumentException("u = " + u + " is outside the open interval (0, 1)");
    }
    return quantiles().applyAsDouble(u);
  }

  /** One word for the family, as in "normal". */
  String family();

  /** F(x) = 1 - exp(-(x - location)/scale) for x >= location. */
  record Exponential(double location, double scale, double min, double max)
      implements TruncatedLaw {

    /** Cuts at location where the asked minimum lies below it. */
    public Exponential {
      requirePositive("scale", scale);
      min = Math.max(min, location);
      requireInterval(min, max);
    }

    @Override
    public String family() {
      return "exponential";
    }

    @Override
    public DoubleUnaryOperator quantiles() {
      double missing = -StrictMath.expm1(-(max - min) / scale);
      return u -> Math.clamp(min - scale * StrictMath.log1p(-u * missing), min, max);
    }

    @Override
    public double mean() {
      double width = max - min;
      return min + scale - width / StrictMath.expm1(width / scale);
    }
  }

  /** Normal law with mean {@code centre} before truncation. */
  record Normal(double centre, double deviation, double min, double max) implements TruncatedLaw {

    public Normal {
      requirePositive("deviation", deviation);
      requireInterval(min, max);
    }

    @Override
    public String family() {
      return "normal";
    }

    @Override
    public DoubleUnaryOperator quantiles() {
      double below = StandardNormal.below((min - centre) / deviation);
      double within = StandardNormal.below((max - centre) / deviation) - below;
      return u ->
          Math.clamp(centre + deviation * StandardNormal.quantile(below + u * within), min, max);
    }

    @Override
    public double mean() {
      double low = (min - centre) / deviation;
      double high = (max - centre) / deviation;
      double within = StandardNormal.below(high) - StandardNormal.below(low);
      double shift = StandardNormal.density(low) - StandardNormal.density(high);
      return centre + deviation * shift / within;
    }
  }

  /** ln(x / median) is normal with mean 0 and standard deviation {@code shape}. */
  record Lognormal(double shape, double median, double min, double max) implements TruncatedLaw {

    public Lognormal {
      requirePositive("shape", shape);
      requirePositive("median", median);
      requirePositive("min", min);
      requireInterval(min, max);
    }

    @Override
    public String family() {
      return "lognormal";
    }

    @Override
    public DoubleUnaryOperator quantiles() {
      double below = StandardNormal.below(score(min));
      double within = StandardNormal.below(score(max)) - below;
      return u -> {
        double z = StandardNormal.quantile(below + u * within);
        return Math.clamp(median * StrictMath.exp(shape * z), min, max);
      };
    }

    @Override
    public double mean() {
      double within = StandardNormal.below(score(max)) - StandardNormal.below(score(min));
      double moved =
          StandardNormal.below(score(max) - shape) - StandardNormal.below(score(min) - shape);
      return median * StrictMath.exp(shape * shape / 2) * moved / within;
    }

    private double score(double x) {
      return StrictMath.log(x / median) / shape;
    }
  }

  /** Every value between the bounds is as likely as any other. */
  record Uniform(double min, double max) implements TruncatedLaw {

    public Uniform {
      requireInterval(min, max);
    }

    @Override
    public String family() {
      return "uniform";
    }

    @Override
    public DoubleUnaryOperator quantiles() {
      return u -> min + u * (max - min);
    }

    @Override
    public double mean() {
      return (min + max) / 2;
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " = " + value + " must be positive and finite");
    }
  }

  private static void requireInterval(double min, double max) {
    if (!(min < max && Double.isFinite(max - min))) {
      throw new IllegalArgumentException(
          "[" + min + ", " + max + "] is no interval to truncate to; min must be below max");
    }
  }
}
