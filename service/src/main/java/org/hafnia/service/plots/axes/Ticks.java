package org.hafnia.service.plots.axes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.hafnia.service.plots.axes.Axis.Ends;
import org.hafnia.service.plots.axes.Scale.Tick;

/** Finds the round values of an axis and writes them. */
final class Ticks {

  private static final double[] ROUND = {1, 2, 5, 10};
  private static final double TINY = 1e-9;

  /** Labels of probabilities may stand closer together than others: they are few. */
  private static final double CLOSEST = 0.55;

  /** Share of the room of a label that it takes at least. */
  private static final double CLOSE = 0.8;

  /** Beyond these, powers of ten are easier to read than zeros. */
  private static final double LARGEST_PLAIN = 1e6;

  private static final double SMALLEST_PLAIN = 1e-4;

  /** Decades of a logarithmic axis up to which its minor marks are drawn. */
  private static final int MOST_WITH_MINOR = 8;

  /** In the order in which they are labelled, as long as there is room. */
  private static final double[] PROBABILITIES = {
    0.5, 0.1, 0.9, 0.01, 0.99, 1e-3, 0.999, 1e-4, 0.9999, 1e-6, 1 - 1e-6, 1e-8, 1e-10, 1e-12, 1e-5,
    0.99999, 1e-7, 1e-9, 0.25, 0.75, 0.05, 0.95, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8
  };

  private Ticks() {}

  static List<Tick> linear(Ends ends, int room, double leastStep) {
    double step = Math.max(step(ends, room), leastStep);
    double size = Math.max(Math.abs(ends.low()), Math.abs(ends.high()));
    var ticks = new ArrayList<Tick>();
    for (double k = Math.ceil(ends.low() / step - TINY);
        k * step <= ends.high() + TINY * step;
        k++) {
      ticks.add(new Tick(k * step, number(k * step, step, size)));
    }
    return ticks;
  }

  private static double step(Ends ends, int room) {
    double least = (ends.high() - ends.low()) / Math.max(1, room);
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double round : ROUND) {
      if (round * power >= least * (1 - TINY)) {
        return round * power;
      }
    }
    return 10 * power;
  }

  /** Decades; where there are less than two, round values between them. */
  static List<Tick> logarithmic(Ends ends, int room) {
    double decades = ends.high() - ends.low();
    if (decades < 0.7) {
      return narrow(ends, room);
    }
    int first = (int) Math.ceil(ends.low() - TINY);
    int last = (int) Math.floor(ends.high() + TINY);
    int every = Math.max(1, Math.ceilDiv(last - first + 1, Math.max(1, room)));
    boolean plain = ends.low() >= -2.05 && ends.high() <= 4.05;
    boolean between = decades < 2.6 && room > 4;
    var ticks = new ArrayList<Tick>();
    for (int power = first - 1; power <= last; power++) {
      if (power >= first) {
        boolean labelled = Math.floorMod(power, every) == 0;
        ticks.add(new Tick(power, labelled ? decade(power, plain) : ""));
      }
      for (int digit = 2; decades <= MOST_WITH_MINOR && digit <= 9; digit++) {
        double place = power + Math.log10(digit);
        if (place >= ends.low() - TINY && place <= ends.high() + TINY) {
          boolean labelled = between && (digit == 2 || digit == 5);
          ticks.add(new Tick(place, labelled ? multiple(digit, power, plain) : ""));
        }
      }
    }
    return ticks;
  }

  private static List<Tick> narrow(Ends ends, int room) {
    var values = new Ends(Math.pow(10, ends.low()), Math.pow(10, ends.high()));
    double apart = CLOSE * (ends.high() - ends.low()) / Math.max(1, room);
    double labelled = Double.NEGATIVE_INFINITY;
    var ticks = new ArrayList<Tick>();
    for (var tick : linear(values, room, 0)) {
      double place = Math.log10(tick.place());
      if (tick.place() > 0 && place - labelled >= apart) {
        ticks.add(new Tick(place, tick.label()));
        labelled = place;
      } else if (tick.place() > 0) {
        ticks.add(new Tick(place, ""));
      }
    }
    return ticks;
  }

  private static String plain(double value) {
    return number(value, value, value);
  }

  private static String decade(int power, boolean plain) {
    return plain ? plain(Math.pow(10, power)) : "10" + raised(power);
  }

  private static String multiple(int digit, int power, boolean plain) {
    double value = digit * Math.pow(10, power);
    return plain ? plain(value) : digit + "·10" + raised(power);
  }

  /** From the middle outwards, leaving out what would touch a label that stands already. */
  static List<Tick> probability(Ends ends, int room) {
    double apart = (ends.high() - ends.low()) / Math.max(1, room);
    var ticks = new ArrayList<Tick>();
    for (double value : PROBABILITIES) {
      double place = Scale.PROBABILITY.place(value);
      boolean inside = place >= ends.low() - TINY && place <= ends.high() + TINY;
      boolean free =
          ticks.stream().allMatch(tick -> Math.abs(tick.place() - place) >= CLOSEST * apart);
      if (inside && free) {
        ticks.add(new Tick(place, perCent(value)));
      }
    }
    ticks.sort(Comparator.comparingDouble(Tick::place));
    return ticks;
  }

  private static String perCent(double probability) {
    double percent = 100 * probability;
    if (percent < SMALLEST_PLAIN * 0.9) {
      return "10" + raised((int) Math.round(Math.log10(percent))) + " %";
    }
    int decimals = decimals(Math.min(percent, 100 - percent));
    return String.format(Locale.ROOT, "%." + decimals + "f %%", percent);
  }

  /**
   * A value as exactly as its step asks for.
   *
   * @param size of the greatest value beside it: all have the same power of ten
   */
  private static String number(double value, double step, double size) {
    if (size < LARGEST_PLAIN && step >= SMALLEST_PLAIN * (1 - TINY)) {
      return minus(String.format(Locale.ROOT, "%,." + decimals(step) + "f", value + 0.0));
    }
    if (Math.abs(value) < TINY * step) {
      return "0";
    }
    int power = (int) Math.floor(Math.log10(size) + TINY);
    double unit = Math.pow(10, power);
    int decimals = Math.min(decimals(step / unit), 15);
    String digits = String.format(Locale.ROOT, "%." + decimals + "f", value / unit);
    return minus(digits.equals("1") ? "10" + raised(power) : digits + "·10" + raised(power));
  }

  private static int decimals(double step) {
    return (int) Math.max(0, Math.ceil(-Math.log10(step) - TINY));
  }

  private static String minus(String number) {
    return number.replace('-', '−');
  }

  static String raised(int power) {
    var text = new StringBuilder();
    for (char c : String.valueOf(power).toCharArray()) {
      text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
    }
    return text.toString();
  }
}
