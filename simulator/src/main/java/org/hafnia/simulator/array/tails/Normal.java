package org.hafnia.simulator.array.tails;

/**
 * The normal law with mean 0 and standard deviation 1, to about 1e-15 of the value in both tails.
 *
 * <p>Sources: W. J. Cody, "Rational Chebyshev approximations for the error function", Math. Comp.
 * 23 (1969); M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution",
 * Appl. Statist. 37 (1988).
 */
public final class Normal {

  /** Two-sided 95 % of the law lie within this distance of 0. */
  public static final double Z95 = 1.959963984540054;

  private static final double INVERSE_SQRT_2PI = 0.3989422804014327;
  private static final double CENTRE = 0.67448975;
  private static final double MIDDLE = 5.656854249492381;

  private static final double[] CENTRE_UP = {
    0.06568233791820745,
    2.2352520354606837,
    161.02823106855587,
    1067.6894854603709,
    18154.98125334356
  };
  private static final double[] CENTRE_DOWN = {
    1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673
  };
  private static final double[] MIDDLE_UP = {
    1.0765576773720192e-08,
    0.39894151208813466,
    8.883149794388377,
    93.50665613217785,
    597.2702763948002,
    2494.5375852903726,
    6848.190450536283,
    11602.65143764735,
    9842.714838383978
  };
  private static final double[] MIDDLE_DOWN = {
    1,
    22.266688044328117,
    235.387901782625,
    1519.3775994075547,
    6485.558298266761,
    18615.571640885097,
    34900.95272114598,
    38912.00328609327,
    19685.429676859992
  };
  private static final double[] FAR_UP = {
    0.023073441764940174,
    0.215898534057957,
    0.12740116116024736,
    0.022235277870649807,
    0.0014216191932278934,
    2.9112874951168793e-05
  };
  private static final double[] FAR_DOWN = {
    1,
    1.284260096144911,
    0.4682382124808651,
    0.06598813786892856,
    0.0037823963320275824,
    7.297515550839662e-05
  };

  private static final double[] QUANTILE_CENTRE_UP = {
    2509.0809287301227, 33430.57558358813, 67265.7709270087,
    45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665
  };
  private static final double[] QUANTILE_CENTRE_DOWN = {
    5226.495278852854, 28729.085735721943, 39307.89580009271,
    21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1
  };
  private static final double[] QUANTILE_MIDDLE_UP = {
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506,
    1.2704582524523684, 3.6478483247632045, 5.769497221460691,
    4.630337846156546, 1.4234371107496835
  };
  private static final double[] QUANTILE_MIDDLE_DOWN = {
    1.0507500716444169e-09, 0.0005475938084995345, 0.015198666563616457,
    0.14810397642748008, 0.6897673349851, 1.6763848301838038,
    2.053191626637759, 1
  };
  private static final double[] QUANTILE_FAR_UP = {
    2.0103343992922881e-07, 2.7115555687434876e-05, 0.0012426609473880784,
    0.026532189526576124, 0.29656057182850487, 1.7848265399172913,
    5.463784911164114, 6.657904643501103
  };
  private static final double[] QUANTILE_FAR_DOWN = {
    2.0442631033899397e-15, 1.421511758316446e-07, 1.8463183175100548e-05,
    0.0007868691311456133, 0.014875361290850615, 0.1369298809227358,
    0.599832206555888, 1
  };

  private Normal() {}

  /** Probability of a value below z. */
  public static double below(double z) {
    double size = Math.abs(z);
    if (size <= CENTRE) {
      double square = z * z;
      return 0.5 + z * polynomial(CENTRE_UP, square) / polynomial(CENTRE_DOWN, square);
    }
    if (Double.isNaN(z)) {
      return Double.NaN;
    }
    double tail = tail(size);
    return z < 0 ? tail : 1 - tail;
  }

  /** Probability of a value above z. */
  public static double above(double z) {
    return below(-z);
  }

  /** Probability of a value in [a, b], accurate where it is tiny; 0 where a is not below b. */
  public static double between(double a, double b) {
    if (!(a < b)) {
      return 0;
    }
    return a > 0 ? below(-a) - below(-b) : below(b) - below(a);
  }

  /** Density at z. */
  public static double density(double z) {
    return INVERSE_SQRT_2PI * Math.exp(-0.5 * z * z);
  }

  /** The z below which a fraction u lies: -infinity for 0, infinity for 1. */
  public static double quantile(double u) {
    double q = u - 0.5;
    if (Math.abs(q) <= 0.425) {
      double r = 0.180625 - q * q;
      return q * polynomial(QUANTILE_CENTRE_UP, r) / polynomial(QUANTILE_CENTRE_DOWN, r);
    }
    double smaller = q < 0 ? u : 1 - u;
    if (!(smaller > 0)) {
      return smaller == 0 ? Math.copySign(Double.POSITIVE_INFINITY, q) : Double.NaN;
    }
    double r = Math.sqrt(-Math.log(smaller));
    double z =
        r <= 5
            ? polynomial(QUANTILE_MIDDLE_UP, r - 1.6) / polynomial(QUANTILE_MIDDLE_DOWN, r - 1.6)
            : polynomial(QUANTILE_FAR_UP, r - 5) / polynomial(QUANTILE_FAR_DOWN, r - 5);
    return Math.copySign(z, q);
  }

  /** Upper tail for z above {@link #CENTRE}. */
  private static double tail(double z) {
    if (z > 38.5) {
      return 0;
    }
    double ratio;
    if (z <= MIDDLE) {
      ratio = polynomial(MIDDLE_UP, z) / polynomial(MIDDLE_DOWN, z);
    } else {
      double s = 1 / (z * z);
      ratio = (INVERSE_SQRT_2PI - s * polynomialOfTail(s)) / z;
    }
    // exp(-z^2/2) in two factors, the first one's exponent exact: keeps the digits of large z.
    double coarse = Math.rint(z * 16) / 16;
    double rest = (z - coarse) * (z + coarse);
    return Math.exp(-0.5 * coarse * coarse) * Math.exp(-0.5 * rest) * ratio;
  }

  private static double polynomialOfTail(double s) {
    return polynomial(FAR_UP, s) / polynomial(FAR_DOWN, s);
  }

  /** Coefficients from the highest power down. */
  private static double polynomial(double[] coefficients, double x) {
    double sum = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      sum = sum * x + coefficients[i];
    }
    return sum;
  }
}
