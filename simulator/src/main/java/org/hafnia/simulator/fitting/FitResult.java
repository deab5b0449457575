package org.hafnia.simulator.fitting;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hafnia.simulator.device.description.ModelDescription;

/**
 * What a fit found.
 *
 * @param model usable as a device model at once; its parameters carry their estimates
 * @param variant law that was used or chosen
 * @param goodness how well it describes the data
 * @param candidates all that were compared, best first; the chosen one alone where one was asked
 * @param devices estimates for each device
 * @param warnings what a reader must know: what is not identified, and why
 * @param panels data and model, to be drawn
 */
public record FitResult(
    ModelDescription model,
    String variant,
    GoodnessOfFit goodness,
    List<Candidate> candidates,
    List<DeviceEstimate> devices,
    List<String> warnings,
    List<Panel> panels) {

  public FitResult {
    candidates = List.copyOf(candidates);
    devices = List.copyOf(devices);
    warnings = List.copyOf(warnings);
    panels = List.copyOf(panels);
  }

  /** The same with another table of candidates and other warnings. */
  public FitResult with(List<Candidate> others, List<String> said) {
    return new FitResult(model, variant, goodness, others, devices, said, panels);
  }

  /**
   * One of the laws that were compared; likelihoods in nat.
   *
   * @param heldOut mean log density per held-out point, which decides within a family
   * @param note what decided among families, why it could not be fitted, or empty
   */
  public record Candidate(
      String family,
      String variant,
      int parameters,
      double logLikelihood,
      double aic,
      double bic,
      double heldOut,
      String note) {}

  /**
   * What is known of one device.
   *
   * @param values by symbol
   * @param note "bad cell" for example, or empty
   */
  public record DeviceEstimate(String device, Map<String, Value> values, String note) {

    public DeviceEstimate {
      values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** A number of a device, its standard error, and whether its data say anything about it. */
    public record Value(double value, double standardError, boolean identified) {}
  }
}
