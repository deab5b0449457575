package org.hafnia.service.devices;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hafnia.service.api.DeviceModel;
import org.hafnia.service.api.DeviceModelRequest;
import org.hafnia.service.api.ModelFamily;
import org.hafnia.service.api.ModelOrigin;
import org.hafnia.service.api.PostedParameter;
import org.hafnia.service.api.PostedRange;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.device.description.Estimate;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.MeasuredRange;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.description.ModelParameter;
import org.hafnia.simulator.device.description.ModelParameter.Tag;
import org.hafnia.simulator.device.description.ModelProblem;
import org.jspecify.annotations.Nullable;

/** Device models as the contract shapes them. */
public final class DeviceModelDto {

  static final String PATH = "/v1/device-models";

  private static final String POSTED = "posted";

  private DeviceModelDto() {}

  static DeviceModel of(KnownModel known) {
    var description = known.description();
    var fit = known.fitId();
    var createdAt = known.createdAt();
    return new DeviceModel(
            description.name(),
            ModelFamily.fromValue(description.family().word()),
            description.title(),
            description.reference(),
            known.sha256(),
            ModelOrigin.fromValue(known.origin().word()),
            parameters(description),
            ranges(description),
            plots(known))
        .fit(fit == null ? null : "/v1/fits/" + fit)
        .createdAt(createdAt == null ? null : createdAt.atOffset(ZoneOffset.UTC))
        .tables(description.tables().isEmpty() ? null : description.tables());
  }

  private static List<String> plots(KnownModel known) {
    return Stream.concat(
            Stream.of(ModelPlots.NAME + ".png", ModelPlots.NAME + ".svg"),
            known.pictures().stream())
        .map(name -> PATH + "/" + known.name() + "/plots/" + name)
        .toList();
  }

  /** Every parameter with what is known of it. */
  public static List<org.hafnia.service.api.ModelParameter> parameters(ModelDescription of) {
    return of.parameters().stream().map(DeviceModelDto::parameter).toList();
  }

  private static org.hafnia.service.api.ModelParameter parameter(ModelParameter parameter) {
    var estimates = new TreeMap<String, org.hafnia.service.api.Estimate>();
    parameter.estimates().forEach((key, estimate) -> estimates.put(key, estimate(estimate)));
    return new org.hafnia.service.api.ModelParameter(
            parameter.name(),
            parameter.symbol(),
            parameter.unit(),
            parameter.law(),
            parameter.values(),
            parameter.source(),
            org.hafnia.service.api.ModelParameter.TagEnum.valueOf(parameter.tag().name()))
        .low(finite(parameter.low()))
        .high(finite(parameter.high()))
        .mean(finite(parameter.mean()))
        .estimates(estimates.isEmpty() ? null : estimates);
  }

  private static org.hafnia.service.api.Estimate estimate(Estimate estimate) {
    return new org.hafnia.service.api.Estimate(
            estimate.confidence(), estimate.identified(), estimate.method())
        .standardError(finite(estimate.standardError()))
        .low(finite(estimate.low()))
        .high(finite(estimate.high()));
  }

  /** Where the model was measured. */
  public static List<org.hafnia.service.api.MeasuredRange> ranges(ModelDescription of) {
    return of.range().stream()
        .map(
            range ->
                new org.hafnia.service.api.MeasuredRange(
                    range.quantity(), range.unit(), range.low(), range.high()))
        .toList();
  }

  /** JSON has no word for a number that is none. */
  public static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** A model that a request describes, held against the equations of its family. */
  static ModelDescription description(DeviceModelRequest request) {
    var family = Family.of(request.getFamily().getValue()).orElseThrow();
    var posted = request.getParameters();
    unique(posted);
    Map<String, List<Double>> tables = Objects.requireNonNullElse(request.getTables(), Map.of());
    var description =
        new ModelDescription(
            request.getName(),
            family,
            request.getTitle(),
            Objects.requireNonNullElse(request.getReference(), POSTED),
            posted.stream().map(DeviceModelDto::parameter).toList(),
            ranges(Objects.requireNonNullElse(request.getRange(), List.of())),
            tables);
    try {
      org.hafnia.simulator.device.DeviceModel.of(description);
      return description;
    } catch (ModelProblem problem) {
      throw refused(problem, description);
    } catch (IllegalArgumentException problem) {
      throw invalid(
          new FieldError("/parameters", null, String.valueOf(problem.getMessage()) + "."));
    }
  }

  private static void unique(List<PostedParameter> parameters) {
    var seen = new ArrayList<String>();
    for (var parameter : parameters) {
      if (seen.contains(parameter.getSymbol())) {
        throw invalid(
            new FieldError(
                "/parameters/" + seen.size() + "/symbol",
                parameter.getSymbol(),
                "Expected a symbol that no other parameter has."));
      }
      seen.add(parameter.getSymbol());
    }
  }

  private static Problem refused(ModelProblem problem, ModelDescription description) {
    var at =
        IntStream.range(0, description.parameters().size())
            .filter(i -> description.parameters().get(i).symbol().equals(problem.symbol()))
            .findFirst();
    String pointer =
        problem.symbol().equals("family")
            ? "/family"
            : description.tables().containsKey(problem.symbol())
                ? "/tables/" + problem.symbol()
                : "/parameters" + (at.isPresent() ? "/" + at.getAsInt() : "");
    return invalid(
        new FieldError(
            pointer,
            problem.found(),
            "Parameter %s: expected %s.".formatted(problem.symbol(), problem.expected())));
  }

  private static Problem invalid(FieldError error) {
    return Problem.of(ProblemType.INVALID_DEVICE_MODEL, error.detail(), error);
  }

  private static ModelParameter parameter(PostedParameter posted) {
    var values = posted.getValues();
    var law = Objects.requireNonNullElse(posted.getLaw(), ModelParameter.CONSTANT);
    var tag = posted.getTag();
    double value =
        law.equals(ModelParameter.CONSTANT) ? values.getOrDefault("value", Double.NaN) : Double.NaN;
    boolean constant = !Double.isNaN(value);
    return new ModelParameter(
        Objects.requireNonNullElse(posted.getName(), posted.getSymbol()),
        posted.getSymbol(),
        Objects.requireNonNullElse(posted.getUnit(), "1"),
        law,
        values,
        or(posted.getLow(), constant ? value : Double.NEGATIVE_INFINITY),
        or(posted.getHigh(), constant ? value : Double.POSITIVE_INFINITY),
        or(posted.getMean(), value),
        Objects.requireNonNullElse(posted.getSource(), POSTED),
        tag == null ? Tag.R : Tag.valueOf(tag.getValue()),
        estimates(Objects.requireNonNullElse(posted.getEstimates(), Map.of())));
  }

  private static Map<String, Estimate> estimates(
      Map<String, org.hafnia.service.api.Estimate> posted) {
    var estimates = new TreeMap<String, Estimate>();
    posted.forEach(
        (key, one) ->
            estimates.put(
                key,
                new Estimate(
                    or(one.getStandardError(), Double.NaN),
                    or(one.getLow(), Double.NaN),
                    or(one.getHigh(), Double.NaN),
                    one.getConfidence(),
                    one.getIdentified(),
                    one.getMethod())));
    return estimates;
  }

  private static List<MeasuredRange> ranges(List<PostedRange> posted) {
    var ranges = new ArrayList<MeasuredRange>();
    for (var one : posted) {
      try {
        ranges.add(
            new MeasuredRange(one.getQuantity(), one.getUnit(), one.getLow(), one.getHigh()));
      } catch (IllegalArgumentException problem) {
        throw invalid(
            new FieldError(
                "/range/" + ranges.size(),
                "[" + one.getLow() + ", " + one.getHigh() + "]",
                "Expected low to be at most high."));
      }
    }
    return ranges;
  }

  private static double or(@Nullable Double value, double otherwise) {
    return value == null ? otherwise : value;
  }
}
