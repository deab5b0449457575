package org.hafnia.simulator.fitting.weakreset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.fitting.weakreset.population.Box;
import org.hafnia.simulator.fitting.weakreset.population.Level;
import org.hafnia.simulator.random.TruncatedLaw;

/** The fitted model as a description: the published one, with what the data say put in. */
final class FittedDescription {

  private static final String MARGINAL =
      "marginal likelihood; information or sandwich over devices, the wider; Student's t";
  private static final double DRAWN_UP_TO = 4;

  private final Numbers numbers;
  private final ModelDescription published = Hfo2WeakReset2021.model().description();
  private final String source;

  FittedDescription(Numbers numbers) {
    this.numbers = numbers;
    source = "fitted to %d devices, %d reads".formatted(numbers.devices(), numbers.reads());
  }

  ModelDescription describe(String name, List<MeasuredRange> range) {
    List<ModelParameter> parameters = new ArrayList<>();
    for (ModelParameter known : published.parameters()) {
      parameters.add(fitted(known));
    }
    parameters.add(constant("white noise of a read", "sigma_white", "1", numbers.white()));
    parameters.add(level());
    return new ModelDescription(
        name, Family.WEAK_RESET, published.title(), source, parameters, range, Map.of());
  }

  private ModelParameter fitted(ModelParameter known) {
    Box box = numbers.box();
    return switch (known.symbol()) {
      case "m1" ->
          drawn(
              known,
              new TruncatedLaw.Exponential(
                  box.slopeLow(), numbers.slopeScale().value(), box.slopeLow(), box.slopeHigh()),
              Map.of("location", box.slopeLow(), "scale", numbers.slopeScale().value()),
              Map.of("location", bound(), "scale", numbers.slopeScale().estimate()));
      case "t*" -> knee(known);
      case "m2" ->
          drawn(
              known,
              new TruncatedLaw.Exponential(
                  box.lateLow(), numbers.lateScale().value(), box.lateLow(), box.lateHigh()),
              Map.of("location", box.lateLow(), "scale", numbers.lateScale().value()),
              Map.of("location", bound(), "scale", numbers.lateScale().estimate()));
      case "c1" -> offset(known);
      case "R0" -> initial(known);
      case "amp" ->
          drawn(
              known,
              new TruncatedLaw.Uniform(0, numbers.most().value()),
              Map.of("from", 0.0, "to", numbers.most().value()),
              Map.of("to", numbers.most().estimate()));
      case "P(low->high)" -> constant(known.name(), known.symbol(), known.unit(), numbers.up());
      case "P(high->low)" -> constant(known.name(), known.symbol(), known.unit(), numbers.down());
      case "alpha" -> constant(known.name(), known.symbol(), known.unit(), numbers.alpha());
      default -> known;
    };
  }

  private ModelParameter knee(ModelParameter known) {
    double shape = numbers.kneeShape().value();
    double median = numbers.kneeMedian().value();
    Box box = numbers.box();
    return drawn(
        known,
        new TruncatedLaw.Lognormal(shape, median, box.kneeLow(), box.kneeHigh()),
        Map.of("shape", shape, "median", median),
        Map.of("shape", numbers.kneeShape().estimate(), "median", numbers.kneeMedian().estimate()));
  }

  private static Estimate bound() {
    return Estimate.notIdentified("bound of the law, assumed");
  }

  private static Estimate split() {
    return Estimate.notIdentified(
        "each device was SET once: the spreads of c1 and R0 show only together, as lnR(0)");
  }

  private Optional<TruncatedLaw.Normal> publishedOffset() {
    ModelParameter c1 = published.parameter("c1");
    TruncatedLaw.Normal law =
        new TruncatedLaw.Normal(c1.value("mean"), c1.value("deviation"), c1.low(), c1.high());
    return c1.value("deviation") < 0.95 * numbers.level().deviation()
        ? Optional.of(law)
        : Optional.empty();
  }

  /** As published, if that much spread is there; else half of the variance that is there. */
  private TruncatedLaw.Normal offsetLaw() {
    double half = Math.max(1e-6, numbers.level().deviation() / Math.sqrt(2));
    return publishedOffset()
        .orElseGet(() -> new TruncatedLaw.Normal(0, half, -DRAWN_UP_TO * half, DRAWN_UP_TO * half));
  }

  private ModelParameter offset(ModelParameter known) {
    TruncatedLaw.Normal law = offsetLaw();
    return drawn(
        known,
        law,
        Map.of("mean", law.centre(), "deviation", law.deviation()),
        Map.of("mean", split(), "deviation", split()));
  }

  private ModelParameter initial(ModelParameter known) {
    TruncatedLaw.Normal offset = offsetLaw();
    double total = numbers.level().deviation();
    double rest = total * total - deviation(offset) * deviation(offset);
    double shape = Math.sqrt(Math.max(rest, 1e-12));
    double median = Math.exp(numbers.level().mean() - offset.mean());
    TruncatedLaw law =
        new TruncatedLaw.Lognormal(
            shape,
            median,
            median * Math.exp(-DRAWN_UP_TO * shape),
            median * Math.exp(DRAWN_UP_TO * shape));
    return drawn(
        known,
        law,
        Map.of("shape", shape, "median", median),
        Map.of("shape", split(), "median", split()));
  }

  /** Standard deviation of the truncated law, by its quantiles. */
  private static double deviation(TruncatedLaw law) {
    int nodes = 400;
    double sum = 0;
    for (int i = 0; i < nodes; i++) {
      double x = law.quantile((i + 0.5) / nodes) - law.mean();
      sum += x * x / nodes;
    }
    return Math.sqrt(sum);
  }

  private ModelParameter level() {
    Level level = numbers.level();
    double reach = DRAWN_UP_TO * Math.max(level.deviation(), 1e-9);
    return new ModelParameter(
        "ln(R / ohm) before the first pulse, c1 and R0 together",
        "lnR(0)",
        "1",
        "normal",
        Map.of("mean", level.mean(), "deviation", level.deviation()),
        level.mean() - reach,
        level.mean() + reach,
        level.mean(),
        source,
        Tag.D,
        Map.of(
            "mean", numbers.levelMean().estimate(), "deviation", numbers.levelSpread().estimate()));
  }

  private ModelParameter drawn(
      ModelParameter known,
      TruncatedLaw law,
      Map<String, Double> values,
      Map<String, Estimate> estimates) {
    boolean assumed = estimates.values().stream().noneMatch(Estimate::identified);
    return new ModelParameter(
        known.name(),
        known.symbol(),
        known.unit(),
        law.family(),
        values,
        law.min(),
        law.max(),
        law.mean(),
        assumed ? "assumed: " + known.source() : source,
        assumed ? Tag.R : Tag.D,
        estimates);
  }

  private ModelParameter constant(String name, String symbol, String unit, Known number) {
    double value = number.value();
    return new ModelParameter(
        name,
        symbol,
        unit,
        ModelParameter.CONSTANT,
        Map.of("value", value),
        value,
        value,
        value,
        number.estimate().identified() ? source : "assumed",
        number.estimate().identified() ? Tag.D : Tag.R,
        Map.of("value", number.estimate()));
  }

  /** A value and how well it is known. */
  record Known(double value, Estimate estimate) {

    /** A positive number whose logarithm has that standard error. */
    static Known ofLog(double value, double lnError, double reach, double confidence) {
      double factor = Math.exp(reach * lnError);
      return new Known(
          value,
          new Estimate(
              value * lnError, value / factor, value * factor, confidence, true, MARGINAL));
    }

    static Known assumed(double value, String why) {
      return new Known(value, Estimate.notIdentified(why));
    }
  }

  /** All that was estimated. */
  record Numbers(
      int devices,
      long reads,
      Box box,
      Known slopeScale,
      Known kneeMedian,
      Known kneeShape,
      Known lateScale,
      Known up,
      Known down,
      Known most,
      Known alpha,
      Known white,
      Level level,
      Known levelMean,
      Known levelSpread) {}
}
