package org.hafnia.simulator.device.description;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A device model as data: what is stored, hashed, posted and shown.
 *
 * @param name unique among the models of a lab
 * @param family which equations it belongs to
 * @param title a line for people
 * @param reference paper, repository or fit that it comes from
 * @param parameters everything that enters the equations
 * @param range where it was measured; empty where that is not known
 * @param tables numbers of empirical laws by name
 */
public record ModelDescription(
    String name,
    Family family,
    String title,
    String reference,
    List<ModelParameter> parameters,
    List<MeasuredRange> range,
    Map<String, List<Double>> tables) {

  public ModelDescription {
    parameters = List.copyOf(parameters);
    range = List.copyOf(range);
    // Sorted: digests take the order in.
    tables = Collections.unmodifiableMap(new TreeMap<>(tables));
  }

  /** The parameter of that symbol. */
  public Optional<ModelParameter> find(String symbol) {
    return parameters.stream().filter(one -> one.symbol().equals(symbol)).findFirst();
  }

  /** The parameter of that symbol; a problem where there is none. */
  public ModelParameter parameter(String symbol) {
    return find(symbol).orElseThrow(() -> missing(symbol));
  }

  /** The value of a constant; a problem where it is missing or drawn from a law. */
  public double constant(String symbol) {
    var parameter = parameter(symbol);
    if (!parameter.law().equals(ModelParameter.CONSTANT)) {
      throw new ModelProblem(symbol, "law " + parameter.law(), "a constant");
    }
    return parameter.value("value");
  }

  /** The range of a quantity, where one is known. */
  public Optional<MeasuredRange> rangeOf(String quantity) {
    return range.stream().filter(one -> one.quantity().equals(quantity)).findFirst();
  }

  /** The same model under another name. */
  public ModelDescription named(String other) {
    return new ModelDescription(other, family, title, reference, parameters, range, tables);
  }

  private ModelProblem missing(String symbol) {
    String known =
        parameters.stream().map(ModelParameter::symbol).collect(Collectors.joining(", "));
    return new ModelProblem(
        symbol, "missing among " + known, "a parameter of family " + family.word());
  }
}
