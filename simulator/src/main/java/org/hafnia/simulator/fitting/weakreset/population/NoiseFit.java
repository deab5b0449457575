package org.hafnia.simulator.fitting.weakreset.population;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hafnia.simulator.fitting.statistics.Quantiles;
import org.hafnia.simulator.fitting.weakreset.trace.Residuals;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Strengths of the pink and the white noise from the low-state reads of all traces, told apart by
 * their spectra: with the ratio r = sigma_white^2 / (alpha^2 / 12), prediction errors e_t(r) and
 * their variance v(r) for alpha^2 / 12 = 1, the best r has the least sum of e^2, and alpha^2 / 12 =
 * sum e^2 / (v N), N being the reads less the numbers fitted to the means. The likelihood is the
 * restricted one: fitted means take away slow noise, which would pass for whiteness. Standard
 * errors are sandwich ones over devices, as pink samples are uniform, not normal; that of the pink
 * noise alone is never less than if all reads were independent.
 */
public final class NoiseFit {

  private static final double MOST_NEGATIVE = -0.2;
  private static final int SECTIONS = 32;
  private static final double LEAST_READS = 10;
  private static final double FAR = 5;

  private final List<Residuals> traces;
  private final int spacing;

  public NoiseFit(List<Residuals> traces, int spacing) {
    this.spacing = spacing;
    this.traces = alike(traces);
  }

  /**
   * Without the traces whose errors are far greater than those of the others: what is left in them
   * is telegraph noise or a mean law gone astray.
   */
  private List<Residuals> alike(List<Residuals> all) {
    Residuals.Predictor predictor = new Residuals.Predictor(spacing, 0);
    List<Residuals> used = all.stream().filter(trace -> trace.freedom() > LEAST_READS).toList();
    if (used.size() < 3) {
      return used.isEmpty() ? all : used;
    }
    double[] ln =
        used.stream()
            .mapToDouble(trace -> Math.log(trace.squares(predictor) / trace.freedom() + 1e-300))
            .toArray();
    double median = Quantiles.median(ln);
    double spread =
        1.4826 * Quantiles.median(Arrays.stream(ln).map(x -> Math.abs(x - median)).toArray());
    return IntStream.range(0, ln.length)
        .filter(d -> ln[d] <= median + FAR * spread + 1e-9)
        .mapToObj(used::get)
        .toList();
  }

  /**
   * What was found, in (ln R)^2.
   *
   * @param pink alpha^2 / 12
   * @param lnPinkError standard error of ln pink
   * @param white sigma_white^2; 0 where not told from 0
   * @param whiteError standard error of white
   * @param whiteMost upper end of its 95 % interval
   */
  public record Found(
      double pink, double lnPinkError, double white, double whiteError, double whiteMost) {

    public boolean isWhite() {
      return white > 0;
    }
  }

  public Found find() {
    double low = MOST_NEGATIVE;
    double high = 0.995;
    double golden = (Math.sqrt(5) - 1) / 2;
    double a = high - golden * (high - low);
    double b = low + golden * (high - low);
    double atA = cost(ratio(a));
    double atB = cost(ratio(b));
    for (int i = 0; i < SECTIONS; i++) {
      if (atA < atB) {
        high = b;
        b = a;
        atB = atA;
        a = high - golden * (high - low);
        atA = cost(ratio(a));
      } else {
        low = a;
        a = b;
        atA = atB;
        b = low + golden * (high - low);
        atB = cost(ratio(b));
      }
    }
    double best = ratio((low + high) / 2);
    double[][] sandwich = sandwich(best);
    double error = Math.sqrt(sandwich[1][1]);
    double pink = pink(best);
    double reach = reach();
    // White noise may be told from 0 by its own standard error only.
    if (!(best - reach * error > 0)) {
      double alone = pink(0);
      double most = Math.max(0, best + reach * error) * alone;
      return new Found(alone, Math.sqrt(alone(0)), 0, error * alone, most);
    }
    double white = best * pink;
    // d white = pink (d best + best d ln pink)
    double variance = sandwich[1][1] + 2 * best * sandwich[0][1] + best * best * sandwich[0][0];
    double whiteError = pink * Math.sqrt(Math.max(0, variance));
    return new Found(
        pink, Math.sqrt(sandwich[0][0]), white, whiteError, white + reach * whiteError);
  }

  /** Of a 95 % interval, in standard errors. */
  private double reach() {
    int freedom = Math.max(1, traces.size() - 1);
    return new TDistribution(freedom).inverseCumulativeProbability(0.975);
  }

  private static double ratio(double place) {
    return place <= 0 ? place : place / (1 - place);
  }

  /** -2 ln of the restricted likelihood, with the best pink noise for that ratio. */
  private double cost(double ratio) {
    double fitted = traces.stream().mapToDouble(Residuals::fitted).sum();
    double slow = new Residuals.Predictor(spacing, ratio).lnSlow();
    return reads() * Math.log(errors(ratio) + 1e-300) - 2 * fitted * slow;
  }

  private double errors(double ratio) {
    double sum = 0;
    Residuals.Predictor predictor = new Residuals.Predictor(spacing, ratio);
    for (Residuals trace : traces) {
      sum += trace.squares(predictor);
    }
    return sum;
  }

  private double reads() {
    return traces.stream().mapToDouble(Residuals::freedom).sum();
  }

  private double pink(double ratio) {
    return errors(ratio)
        / Math.max(1, reads())
        / new Residuals.Predictor(spacing, ratio).variance();
  }

  /** Variance of ln pink with the ratio held. */
  private double alone(double ratio) {
    Residuals.Predictor predictor = new Residuals.Predictor(spacing, ratio);
    double unit = pink(ratio) * predictor.variance();
    double devices = 0;
    double fourths = 0;
    for (Residuals trace : traces) {
      double[] sums = trace.sums(predictor);
      double score = (sums[0] / unit - trace.freedom()) / 2;
      devices += score * score;
      fourths += sums[1] / (unit * unit);
    }
    double independent = (fourths - reads()) / 4;
    double information = reads() / 2;
    return Math.max(corrected(devices), independent) / (information * information);
  }

  private double corrected(double variance) {
    int n = traces.size();
    return n > 1 ? variance * n / (n - 1) : Double.POSITIVE_INFINITY;
  }

  /** Covariance of (ln pink, ratio): H^-1 (sum of scores times scores) H^-1. */
  private double[][] sandwich(double ratio) {
    double h = 1e-3 * (1 + Math.abs(ratio));
    double lnPink = Math.log(pink(ratio));
    Scores scores = new Scores(lnPink, ratio, h);
    double[][] m = new double[2][2];
    double[][] info = new double[2][2];
    for (Residuals trace : traces) {
      double[] s = scores.of(trace);
      m[0][0] += s[0] * s[0];
      m[0][1] += s[0] * s[1];
      m[1][1] += s[1] * s[1];
      info[0][0] += trace.freedom() / 2;
      info[0][1] += s[2];
      info[1][1] += s[3];
    }
    m[1][0] = m[0][1];
    info[1][0] = info[0][1];
    double det = info[0][0] * info[1][1] - info[0][1] * info[0][1];
    double[][] inv = {{info[1][1] / det, -info[0][1] / det}, {-info[0][1] / det, info[0][0] / det}};
    double[][] v = new double[2][2];
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        for (int k = 0; k < 2; k++) {
          for (int l = 0; l < 2; l++) {
            v[i][j] += inv[i][k] * m[k][l] * inv[l][j];
          }
        }
        v[i][j] = corrected(v[i][j]);
      }
    }
    return v;
  }

  /** Derivatives of the log likelihood of one trace by (ln pink, ratio). */
  private final class Scores {
    private final Residuals.Predictor[] at = new Residuals.Predictor[3];
    private final double lnPink;
    private final double h;

    Scores(double lnPink, double ratio, double h) {
      this.lnPink = lnPink;
      this.h = h;
      for (int i = 0; i < 3; i++) {
        at[i] = new Residuals.Predictor(spacing, ratio + (i - 1) * h);
      }
    }

    double[] of(Residuals trace) {
      double[] ln = new double[3];
      double[] byPink = new double[3];
      for (int i = 0; i < 3; i++) {
        double scaled = trace.squares(at[i]) / (Math.exp(lnPink) * at[i].variance());
        ln[i] = -(scaled + trace.freedom() * (lnPink + Math.log(at[i].variance()))) / 2;
        ln[i] += trace.fitted() * at[i].lnSlow();
        byPink[i] = (scaled - trace.freedom()) / 2;
      }
      return new double[] {
        byPink[1],
        (ln[2] - ln[0]) / (2 * h),
        -(byPink[2] - byPink[0]) / (2 * h),
        -(ln[2] - 2 * ln[1] + ln[0]) / (h * h)
      };
    }
  }
}
