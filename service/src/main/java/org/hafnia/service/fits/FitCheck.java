package org.hafnia.service.fits;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hafnia.service.capabilities.Installation;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.fitting.Fitter;
import org.hafnia.simulator.measurement.Column;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Fills in what a request leaves open, and refuses what does not go together. */
@Component
final class FitCheck {

  private static final double MEGABYTE = 1e6;

  /** A table is built in arrays that grow and are copied once; selecting rows copies it again. */
  private static final int COPIES = 4;

  /** What a fit takes however few its rows are: checks on samples of its own, resamples. */
  private static final long FIXED_BYTES = 32L << 20;

  /**
   * Heap of a fitter at its peak for each row, beside the table and the fixed part, in bytes:
   * rounded up from what program FitMemory of the simulator measured on 10,000 to 80,000 rows.
   */
  private static final Map<Family, Integer> BYTES_PER_ROW =
      Map.of(
          Family.WEAK_RESET, 600,
          Family.PULSE_RESPONSE, 300,
          Family.STATES, 250,
          Family.PROGRAMMING, 400,
          Family.ENDURANCE, 400,
          Family.RETENTION, 1200,
          Family.SENSE_AMPLIFIER, 400);

  private final MeasurementSource measurements;
  private final Fitting fitting;
  private final Installation installation;

  FitCheck(MeasurementSource measurements, Fitting fitting, Installation installation) {
    this.measurements = measurements;
    this.fitting = fitting;
    this.installation = installation;
  }

  /** A request, held against the contract already; what it may leave open is null here. */
  record Asked(
      @Nullable String name,
      String measurementSet,
      String family,
      String variant,
      long seed,
      int bootstrapDraws,
      double confidence,
      FitSpec.@Nullable Select select,
      int priority) {}

  /**
   * What a request would become, and what that takes.
   *
   * @param named whether the request gave the name
   */
  record Checked(
      FitSpec spec,
      boolean named,
      MeasurementSource.Found set,
      Map<String, Long> memory,
      long limitBytes) {

    long estimateBytes() {
      return memory.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  Checked check(Asked asked) {
    var set = measurements.require(asked.measurementSet(), "/measurementSet");
    var errors = new ArrayList<FieldError>();
    var fitters = fitters(asked, set, errors);
    variant(asked, fitters, errors);
    select(asked, set.kind(), errors);
    if (!errors.isEmpty()) {
      throw new Problem(
          ProblemType.INVALID_REQUEST,
          "Parts of the request do not go together; see errors.",
          errors);
    }
    var spec =
        new FitSpec(
            Objects.requireNonNullElse(asked.name(), derived(set.name(), asked.family())),
            set.name(),
            asked.family(),
            asked.variant(),
            asked.seed(),
            asked.bootstrapDraws(),
            asked.confidence(),
            asked.select(),
            asked.priority());
    return admitted(new Checked(spec, asked.name() != null, set, memory(set, fitters), limit()));
  }

  private long limit() {
    return installation.memoryLimitBytes();
  }

  /** Those that fit what is asked for to this kind of measurement. */
  private List<Fitter> fitters(Asked asked, MeasurementSource.Found set, List<FieldError> errors) {
    boolean auto = asked.family().equals(FitSpec.AUTO);
    var wanted =
        fitting.all().stream()
            .filter(fitter -> auto || fitter.family().word().equals(asked.family()))
            .toList();
    var usable = wanted.stream().filter(fitter -> fitter.kind() == set.kind()).toList();
    if (wanted.isEmpty()) {
      errors.add(
          new FieldError(
              "/family",
              asked.family(),
              "Expected a family that this version fits: " + kinds(fitting.all()) + "."));
    } else if (usable.isEmpty()) {
      errors.add(
          new FieldError(
              "/measurementSet",
              asked.measurementSet(),
              "Expected a set of another kind: %s is of kind %s; fitted are %s."
                  .formatted(set.name(), set.kind().word(), kinds(wanted))));
    }
    return usable;
  }

  private static String kinds(List<Fitter> fitters) {
    return fitters.stream()
        .map(fitter -> "%s to %s".formatted(fitter.family().word(), fitter.kind().word()))
        .collect(Collectors.joining(", "));
  }

  private static void variant(Asked asked, List<Fitter> fitters, List<FieldError> errors) {
    var variant = asked.variant();
    if (variant.equals(FitSpec.AUTO) || fitters.isEmpty()) {
      return;
    }
    var known =
        asked.family().equals(FitSpec.AUTO)
            ? List.<String>of()
            : fitters.stream().flatMap(fitter -> fitter.variants().stream()).toList();
    if (!known.contains(variant)) {
      String expected = known.isEmpty() ? "" : " or one of " + String.join(", ", known);
      errors.add(
          new FieldError(
              "/variant",
              variant,
              "Expected auto%s with family %s.".formatted(expected, asked.family())
                  + Nearest.question(variant, known)));
    }
  }

  private static void select(Asked asked, MeasurementKind kind, List<FieldError> errors) {
    var select = asked.select();
    if (select == null) {
      return;
    }
    for (var by : select.by()) {
      if (kind.column(by.column()).filter(column -> column.type() == Column.Type.WORD).isEmpty()) {
        errors.add(
            new FieldError(
                "/select/" + by.field(),
                null,
                "Expected nothing here: measurements of kind %s have no words in a column %s."
                    .formatted(kind.word(), by.column())));
      }
    }
  }

  /** A name that says where the model comes from, in the letters that names are made of. */
  private static String derived(String set, String family) {
    String suffix = family.equals(FitSpec.AUTO) ? "-fit" : "-" + family;
    String base = set.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String trimmed = base.replaceAll("^-+|-+$", "");
    String stem = trimmed.isEmpty() ? "set" : trimmed;
    return stem.substring(0, Math.min(80, stem.length())) + suffix;
  }

  private static long bytesPerRow(Fitter fitter) {
    return Objects.requireNonNull(BYTES_PER_ROW.get(fitter.family()));
  }

  /** Families are fitted one after the other, so that the largest of them counts. */
  private static Map<String, Long> memory(MeasurementSource.Found set, List<Fitter> fitters) {
    long work = fitters.stream().mapToLong(FitCheck::bytesPerRow).max().orElseThrow();
    long perRow =
        set.kind().columns().stream()
            .mapToLong(column -> column.type() == Column.Type.NUMBER ? Double.BYTES : Integer.BYTES)
            .sum();
    var parts = new TreeMap<String, Long>();
    parts.put("rows", COPIES * perRow * set.rows());
    parts.put("fit", FIXED_BYTES + work * set.rows());
    return parts;
  }

  /** Refuses what would not fit into the memory of a job. */
  private static Checked admitted(Checked checked) {
    if (checked.estimateBytes() > checked.limitBytes()) {
      String detail =
          String.format(
              Locale.ROOT,
              "The fit of %,d rows would take about %.0f MB; a job may take %.0f MB"
                  + " (hafnia.training.memory-limit). Upload fewer devices, or raise the limit.",
              checked.set().rows(),
              checked.estimateBytes() / MEGABYTE,
              checked.limitBytes() / MEGABYTE);
      throw Problem.of(
          ProblemType.TOO_MUCH_MEMORY,
          detail,
          new FieldError("/measurementSet", checked.set().name(), "Expected a smaller set."));
    }
    return checked;
  }
}
