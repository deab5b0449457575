package org.hafnia.simulator.fitting.statistics;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.hafnia.simulator.fitting.GoodnessOfFit.Statistic;
import org.hafnia.simulator.random.NormalLaw;

/**
 * Kolmogorov-Smirnov and Anderson-Darling tests of a fitted law. With u the probabilities F(x) of
 * the n points, in rising order,
 *
 * <pre>
 *   D   = max_i max( i/n - u_i, u_i - (i-1)/n )
 *   A^2 = -n - 1/n sum_i (2i - 1) ( ln u_i + ln(1 - u_(n+1-i)) )
 * </pre>
 *
 * <p>The textbook p-values hold for a law that was known beforehand. For a fitted one they are far
 * too great, so each way of finding a p-value is named here and none is the default.
 *
 * @param kolmogorovSmirnov D
 * @param andersonDarling A^2
 */
public record GoodnessTests(Statistic kolmogorovSmirnov, Statistic andersonDarling) {

  private static final double LEAST = 0x1p-1000;

  /** D of probabilities in any order. */
  public static double kolmogorovSmirnov(double[] probabilities) {
    double[] u = sorted(probabilities);
    double most = 0;
    for (int i = 0; i < u.length; i++) {
      most = Math.max(most, Math.max((i + 1.0) / u.length - u[i], u[i] - (double) i / u.length));
    }
    return most;
  }

  /** A^2 of probabilities in any order. */
  public static double andersonDarling(double[] probabilities) {
    double[] u = sorted(probabilities);
    int n = u.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double below = Math.max(u[i], LEAST);
      double above = Math.max(1 - u[n - 1 - i], LEAST);
      sum += (2.0 * i + 1) * (Math.log(below) + Math.log(above));
    }
    return -n - sum / n;
  }

  /**
   * Of a law that was not fitted to these points, which are independent: the limits of Kolmogorov
   * (with Stephens' correction for n) and of Anderson and Darling (after Marsaglia and Marsaglia,
   * doi:10.18637/jss.v009.i02).
   */
  public static GoodnessTests ofKnownLaw(double[] probabilities) {
    double d = kolmogorovSmirnov(probabilities);
    double a = andersonDarling(probabilities);
    double root = Math.sqrt(probabilities.length);
    return new GoodnessTests(
        new Statistic(
            d, beyondKolmogorov(d * (root + 0.12 + 0.11 / root)), "law known, Kolmogorov's limit"),
        new Statistic(a, beyondAndersonDarling(a), "law known, Anderson and Darling's limit"));
  }

  /**
   * Of normality of independent residuals whose mean and deviation are estimated from themselves:
   * Lilliefors' test with the p-value of Dallal and Wilkinson (doi:10.1080/00031305.1986.10475419)
   * and A^2 with Stephens' correction and D'Agostino's p-value (Goodness-of-fit techniques, 1986).
   */
  public static GoodnessTests ofNormality(double[] residuals) {
    double n = residuals.length;
    double mean = Arrays.stream(residuals).sum() / n;
    double square = Arrays.stream(residuals).map(r -> (r - mean) * (r - mean)).sum();
    double deviation = Math.sqrt(square / Math.max(1, n - 1));
    double[] u =
        Arrays.stream(residuals).map(r -> NormalLaw.below((r - mean) / deviation)).toArray();
    double d = kolmogorovSmirnov(u);
    double a = andersonDarling(u);
    return new GoodnessTests(
        new Statistic(
            d, beyondLilliefors(d, n), "mean and deviation estimated, Dallal and Wilkinson"),
        new Statistic(
            a,
            beyondNormality(a * (1 + 0.75 / n + 2.25 / (n * n))),
            "mean and deviation estimated, Stephens and D'Agostino"));
  }

  /**
   * Of any fitted law, by parametric bootstrap: p = (1 + those at least as great) / (1 + draws).
   *
   * @param probabilities F(x) of the data under the law that was fitted to them
   * @param draws number of replicas
   * @param replica the same for a data set drawn from the fitted model, as large and as dependent
   *     as the data, under the law fitted to that drawn set; by number of the draw
   */
  public static GoodnessTests byBootstrap(
      double[] probabilities, int draws, IntFunction<double[]> replica) {
    double d = kolmogorovSmirnov(probabilities);
    double a = andersonDarling(probabilities);
    int asFar = 0;
    int asDeep = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[] drawn = replica.apply(draw);
      asFar += kolmogorovSmirnov(drawn) >= d ? 1 : 0;
      asDeep += andersonDarling(drawn) >= a ? 1 : 0;
    }
    String method = "parametric bootstrap, " + draws + " refitted draws";
    return new GoodnessTests(
        new Statistic(d, (1.0 + asFar) / (1 + draws), method),
        new Statistic(a, (1.0 + asDeep) / (1 + draws), method));
  }

  /** The statistics with a p-value of NaN, and why it is not known. */
  public static GoodnessTests withoutProbability(double[] probabilities, String why) {
    return new GoodnessTests(
        new Statistic(kolmogorovSmirnov(probabilities), Double.NaN, why),
        new Statistic(andersonDarling(probabilities), Double.NaN, why));
  }

  private static double[] sorted(double[] probabilities) {
    if (probabilities.length == 0) {
      throw new IllegalArgumentException("no probabilities; at least one is needed");
    }
    double[] u = probabilities.clone();
    Arrays.sort(u);
    if (!(u[0] >= 0 && u[u.length - 1] <= 1)) {
      throw new IllegalArgumentException(
          "probabilities from " + u[0] + " to " + u[u.length - 1] + " are outside [0, 1]");
    }
    return u;
  }

  private static double beyondKolmogorov(double scaled) {
    if (scaled < 0.2) {
      return 1;
    }
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
      double term = Math.exp(-2.0 * k * k * scaled * scaled);
      sum += k % 2 == 1 ? term : -term;
    }
    return Math.clamp(2 * sum, 0, 1);
  }

  private static double beyondAndersonDarling(double a) {
    double below;
    if (a < 2) {
      double[] c = {2.00012, 0.247105, -0.0649821, 0.0347962, -0.0116720, 0.00168691};
      below = Math.exp(-1.2337141 / a) / Math.sqrt(a) * polynomial(c, a);
    } else {
      double[] c = {1.0776, -2.30695, 0.43424, -0.082433, 0.008056, -0.0003146};
      below = a > 30 ? 1 : Math.exp(-Math.exp(polynomial(c, a)));
    }
    return Math.clamp(1 - below, 0, 1);
  }

  private static double beyondLilliefors(double d, double n) {
    double most = n > 100 ? d * Math.pow(n / 100, 0.49) : d;
    double m = Math.min(n, 100);
    DoubleUnaryOperator small =
        x ->
            Math.exp(
                -7.01256 * x * x * (m + 2.78019)
                    + 2.99587 * x * Math.sqrt(m + 2.78019)
                    - 0.122119
                    + 0.974598 / Math.sqrt(m)
                    + 1.67997 / m);
    double p = small.applyAsDouble(most);
    return p <= 0.1 ? p : beyondStephens(d * (Math.sqrt(n) - 0.01 + 0.85 / Math.sqrt(n)));
  }

  /** Where Dallal and Wilkinson's formula ends: Stephens' table of 1974 as polynomials. */
  private static double beyondStephens(double k) {
    if (k <= 0.302) {
      return 1;
    } else if (k <= 0.5) {
      return polynomial(new double[] {2.76773, -19.828315, 80.709644, -138.55152, 81.218052}, k);
    } else if (k <= 0.9) {
      return polynomial(new double[] {-4.901232, 40.662806, -97.490286, 94.029866, -32.355711}, k);
    }
    return k <= 1.31
        ? polynomial(new double[] {6.198765, -19.558097, 23.186922, -12.234627, 2.423045}, k)
        : 0;
  }

  private static double beyondNormality(double a) {
    if (a < 0.2) {
      return 1 - Math.exp(-13.436 + 101.14 * a - 223.73 * a * a);
    } else if (a < 0.34) {
      return 1 - Math.exp(-8.318 + 42.796 * a - 59.938 * a * a);
    } else if (a < 0.6) {
      return Math.exp(0.9177 - 4.279 * a - 1.38 * a * a);
    }
    return a < 153.467 ? Math.exp(1.2937 - 5.709 * a + 0.0186 * a * a) : 0;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
