package org.hafnia.service.devices;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.hafnia.service.devices.KnownModel.Origin;
import org.hafnia.service.web.CanonicalJson;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.device.DeviceModel;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.description.ModelDescription;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Decides about device models: which there are, whose a name is, which may go. */
@Service
public class DeviceModels {

  private static final int MOST_LISTED = 30;

  private final DeviceModelStore store;
  private final List<ModelReferences> references;
  private final Clock clock;
  private final Map<String, KnownModel> presets = new TreeMap<>();

  DeviceModels(DeviceModelStore store, List<ModelReferences> references, Clock clock) {
    this.store = store;
    this.references = references;
    this.clock = clock;
    for (var preset : org.hafnia.simulator.device.presets.DeviceModels.presets()) {
      presets.put(preset.name(), KnownModel.preset(preset.description()));
    }
  }

  /** Names of all models, presets first. */
  @Transactional(readOnly = true)
  public List<String> names() {
    return Stream.concat(presets.keySet().stream(), store.names().stream()).toList();
  }

  @Transactional(readOnly = true)
  public Optional<KnownModel> find(String name) {
    var preset = presets.get(name);
    return preset == null ? store.find(name) : Optional.of(preset);
  }

  /** The model of that name, or the problem that lists those there are. */
  @Transactional(readOnly = true)
  public KnownModel known(String name, String pointer) {
    return find(name).orElseThrow(() -> unknown(name, pointer));
  }

  /** The equations of the model of that name, or the problem that lists those there are. */
  @Transactional(readOnly = true)
  public DeviceModel require(String name, String pointer) {
    return known(name, pointer).model();
  }

  /** The same for what works with weak RESETs only. */
  @Transactional(readOnly = true)
  public WeakResetModel requireWeakReset(String name, String pointer) {
    var found = known(name, pointer);
    if (found.model() instanceof WeakResetModel model) {
      return model;
    }
    throw wrongFamily(found, List.of(Family.WEAK_RESET), pointer);
  }

  /** The problem of a model that cannot do what is asked because of its family. */
  public static Problem wrongFamily(KnownModel found, List<Family> expected, String pointer) {
    var words = String.join(" or ", expected.stream().map(Family::word).toList());
    var error =
        new FieldError(
            pointer,
            found.name(),
            "Expected a model of family %s; this one is of family %s."
                .formatted(words, found.description().family().word()));
    return Problem.of(ProblemType.WRONG_MODEL_FAMILY, error.detail(), error);
  }

  /**
   * The model of that name for something that is being stored in this transaction and needs it from
   * now on: it cannot be deleted before the commit, and {@link ModelReferences} keeps it after.
   *
   * @param sha256 of the model that the request was checked with; another one is refused
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void hold(String name, @Nullable String sha256, String pointer) {
    if (!presets.containsKey(name)) {
      store.hold(name);
    }
    var known = known(name, pointer);
    if (!known.sha256().equals(sha256)) {
      String detail =
          "The device model %s was replaced while the request was checked; its SHA-256 is %s now."
              .formatted(name, known.sha256());
      throw Problem.of(
          ProblemType.CONFLICT,
          detail + " Nothing was stored: send the request again.",
          new FieldError(pointer, name, detail));
    }
  }

  /** Refuses a name that is taken or claimed; nobody gets it before the end of the transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void reserve(String name, String pointer) {
    store.lock(name);
    taken(name).ifPresent(by -> refuse(name, pointer, by));
  }

  /** Whether somebody has or claims the name. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean isTaken(String name) {
    store.lock(name);
    return taken(name).isPresent();
  }

  /** Stores what a fit found, in its transaction; false where the name was taken meanwhile. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean store(ModelDescription description, UUID fitId, List<String> pictures) {
    store.lock(description.name());
    var model = made(description, Origin.FIT, fitId, pictures);
    return !presets.containsKey(model.name()) && store.insert(model);
  }

  /** Stores what a user posted; the same content again is the model that is there. */
  @Transactional
  KnownModel post(ModelDescription description) {
    store.lock(description.name());
    var model = made(description, Origin.POSTED, null, List.of());
    var there = find(model.name());
    if (there.isPresent() && there.get().sha256().equals(model.sha256())) {
      return there.get();
    }
    reserve(model.name(), "/name");
    store.insert(model);
    return model;
  }

  private KnownModel made(
      ModelDescription description, Origin origin, @Nullable UUID fitId, List<String> pictures) {
    var sha256 = sha256(description);
    // As exact as the database keeps it.
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new KnownModel(description, sha256, origin, fitId, pictures, now);
  }

  /** Over everything that the model is. */
  public static String sha256(ModelDescription description) {
    return CanonicalJson.sha256(description);
  }

  /** Presets and stored models that a filter lets through, by name. */
  @Transactional(readOnly = true)
  List<KnownModel> list(DeviceModelStore.Filter filter) {
    var models = new ArrayList<>(store.list(filter));
    presets.values().stream().filter(preset -> passes(preset, filter)).forEach(models::add);
    return models.stream()
        .sorted(Comparator.comparing(KnownModel::name))
        .limit(filter.limit())
        .toList();
  }

  private static boolean passes(KnownModel model, DeviceModelStore.Filter filter) {
    var after = filter.after();
    return (filter.family() == null || filter.family().equals(model.description().family().word()))
        && (filter.origin() == null || filter.origin().equals(model.origin().word()))
        && (after == null || model.name().compareTo(after) > 0);
  }

  /** Deletes a model that nothing refers to. */
  @Transactional
  void delete(String name) {
    if (presets.containsKey(name)) {
      throw Problem.of(
          ProblemType.DEVICE_MODEL_IN_USE, "The device model " + name + " is a preset: it stays.");
    }
    store.lock(name);
    if (store.find(name).isEmpty()) {
      throw Problem.notFound("device model", name);
    }
    for (var reference : references) {
      reference
          .use(name)
          .ifPresent(
              use -> {
                throw Problem.of(
                    ProblemType.DEVICE_MODEL_IN_USE,
                    "The device model %s stays: %s refers to it.".formatted(name, use));
              });
    }
    store.delete(name);
  }

  private Optional<String> taken(String name) {
    var there = find(name);
    return there.isPresent()
        ? there.map(DeviceModels::owner)
        : references.stream().flatMap(one -> one.claim(name).stream()).findFirst();
  }

  private static String owner(KnownModel model) {
    return "a device model with sha256 %s (%s)".formatted(model.sha256(), model.origin().word());
  }

  private static void refuse(String name, String pointer, String by) {
    throw Problem.of(
        ProblemType.DEVICE_MODEL_EXISTS,
        "The name %s is taken by %s.".formatted(name, by),
        new FieldError(pointer, name, "Expected a name that nothing has yet."));
  }

  private Problem unknown(String name, String pointer) {
    var names = names();
    String more = names.size() > MOST_LISTED ? ", … (see /v1/device-models)." : ".";
    String detail =
        "There is no such device model."
            + Nearest.question(name, names)
            + " Known: "
            + String.join(", ", names.subList(0, Math.min(MOST_LISTED, names.size())))
            + more;
    return Problem.of(
        ProblemType.UNKNOWN_DEVICE_MODEL, detail, new FieldError(pointer, name, detail));
  }
}
