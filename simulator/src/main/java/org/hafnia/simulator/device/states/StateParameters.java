package org.hafnia.simulator.device.states;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelProblem;

/**
 * How a state stands in a description: a parameter of law "lognormal" (numbers mu, cell, cycle),
 * "lognormal-tails" (also lowerFrom, lowerDecay, upperFrom, upperDecay) or "empirical" (cell,
 * cycle, lowerDecay, upperDecay, and the tables "SYMBOL score" and "SYMBOL lnOhm"; its median is
 * told and not read, the tables have it), all of them in units of ln(R / ohm).
 */
public final class StateParameters {

  /** Of every number of a state. */
  public static final String UNIT = "ln(R/ohm)";

  public static final String LOGNORMAL = "lognormal";
  public static final String TAILS = "lognormal-tails";
  public static final String EMPIRICAL = "empirical";

  private static final String MEDIAN = "median";

  private StateParameters() {}

  /** The state that a parameter describes; a problem that names the parameter where it is none. */
  public static CellState read(ModelDescription description, String symbol) {
    var parameter = description.parameter(symbol);
    double cell = parameter.value("cell");
    double cycle = parameter.value("cycle");
    try {
      return new CellState(law(description, parameter, Math.hypot(cell, cycle)), cell, cycle);
    } catch (ModelProblem e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ModelProblem(symbol, String.valueOf(e.getMessage()), "a law that exists");
    }
  }

  /** The numbers of a state as {@link #read} wants them. */
  public static Map<String, Double> numbers(CellState state) {
    var numbers = new TreeMap<String, Double>();
    numbers.put("cell", state.cell());
    numbers.put("cycle", state.cycle());
    if (state.law() instanceof LognormalLaw law) {
      numbers.put("mu", law.mu());
    } else if (state.law() instanceof TailedLaw law) {
      numbers.put("mu", law.mu());
      numbers.put("lowerFrom", law.lower().from());
      numbers.put("lowerDecay", law.lower().decay());
      numbers.put("upperFrom", law.upper().from());
      numbers.put("upperDecay", law.upper().decay());
    } else if (state.law() instanceof QuantileTable law) {
      numbers.put(MEDIAN, law.quantile(1.0 / 2));
      numbers.put("lowerDecay", law.lowerDecay());
      numbers.put("upperDecay", law.upperDecay());
    }
    return numbers;
  }

  /** The tables of a state as {@link #read} wants them; none but for an empirical law. */
  public static Map<String, List<Double>> tables(String symbol, CellState state) {
    return state.law() instanceof QuantileTable law
        ? Map.of(symbol + " score", law.scores(), symbol + " lnOhm", law.quantiles())
        : Map.of();
  }

  /** The word of a law in descriptions. */
  public static String word(StateLaw law) {
    return switch (law) {
      case TailedLaw tailed -> TAILS;
      case QuantileTable table -> EMPIRICAL;
      case LognormalLaw lognormal -> LOGNORMAL;
      default -> throw new IllegalArgumentException("no word for " + law);
    };
  }

  private static StateLaw law(ModelDescription description, ModelParameter p, double sigma) {
    return switch (p.law()) {
      case LOGNORMAL -> new LognormalLaw(p.value("mu"), sigma);
      case TAILS ->
          new TailedLaw(
              p.value("mu"),
              sigma,
              new TailedLaw.Tail(p.value("lowerFrom"), p.value("lowerDecay")),
              new TailedLaw.Tail(p.value("upperFrom"), p.value("upperDecay")));
      case EMPIRICAL ->
          new QuantileTable(
              table(description, p.symbol() + " score"),
              table(description, p.symbol() + " lnOhm"),
              p.value("lowerDecay"),
              p.value("upperDecay"));
      default ->
          throw new ModelProblem(
              p.symbol(),
              "law " + p.law(),
              String.join(", ", LOGNORMAL, TAILS) + " or " + EMPIRICAL);
    };
  }

  private static List<Double> table(ModelDescription description, String name) {
    var table = description.tables().get(name);
    if (table == null) {
      throw new ModelProblem(name, "no such table", "the table of an empirical law");
    }
    return table;
  }
}
