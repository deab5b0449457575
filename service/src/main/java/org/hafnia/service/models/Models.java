package org.hafnia.service.models;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.Problem.FieldError;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.model.file.ModelFile;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Models by id or name: found, loaded with their checksums verified, deleted. */
@Service
public class Models {

  private static final int MOST_LISTED = 100;
  static final String BEST = "-best";
  private static final String FOLD = "-fold-";

  private final ModelStore store;
  private final ObjectProvider<ModelHolders> holders;

  // Features that hold models also use this service: they are asked for when they are needed.
  Models(ModelStore store, ObjectProvider<ModelHolders> holders) {
    this.store = store;
    this.holders = holders;
  }

  /** Names of what a single training leaves: the last model, and perhaps the best one. */
  public static List<String> ofTraining(String name) {
    return List.of(name, name + BEST);
  }

  /** Name of what a fold of a cross-validation leaves. */
  public static String ofFold(String name, int fold) {
    return name + FOLD + fold;
  }

  /** The model of that name, else of that id. */
  @Transactional(readOnly = true)
  public Optional<StoredModel> lookUp(String idOrName) {
    return store.find(idOrName).or(() -> id(idOrName).flatMap(store::find));
  }

  /**
   * The model of that name or id.
   *
   * @throws Problem if there is none: not found
   */
  @Transactional(readOnly = true)
  public StoredModel find(String idOrName) {
    return lookUp(idOrName).orElseThrow(() -> Problem.notFound("model", idOrName));
  }

  /**
   * The model that a field of a request names.
   *
   * @param pointer of the field
   * @throws Problem if there is none, naming the field and the nearest name
   */
  @Transactional(readOnly = true)
  public StoredModel require(String idOrName, String pointer) {
    return lookUp(idOrName).orElseThrow(() -> unknown(idOrName, pointer));
  }

  /** As {@link #require}; until the end of the transaction nobody deletes the model. */
  @Transactional(propagation = Propagation.MANDATORY)
  public StoredModel hold(String idOrName, String pointer) {
    store.hold(require(idOrName, pointer).name());
    return require(idOrName, pointer);
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private Problem unknown(String idOrName, String pointer) {
    var names = store.names(MOST_LISTED);
    String detail =
        "There is no such model: it was deleted, or never there."
            + Nearest.question(idOrName, names)
            + (names.isEmpty()
                ? " None is stored yet; a training that completes leaves one."
                : " The newest are: "
                    + String.join(", ", names.subList(0, Math.min(5, names.size())))
                    + ".");
    return Problem.of(ProblemType.UNKNOWN_MODEL, detail, new FieldError(pointer, idOrName, detail));
  }

  /** The network of a model that is there; its file is held against both digests. */
  public TrainedNetwork load(UUID id) {
    return read(id).network();
  }

  /** As {@link #load}, with what the file says of itself. */
  ModelFile read(UUID id) {
    var model = store.find(id).orElseThrow(() -> Problem.notFound("model", id));
    var digest = sha256();
    try (var in = new DigestInputStream(store.open(id), digest)) {
      var file = ModelFile.readFrom(in);
      verify(model, "file", HexFormat.of().formatHex(digest.digest()), model.sha256());
      verify(model, "weights", file.network().sha256(), model.content().weightsSha256());
      return file;
    } catch (IOException e) {
      throw damaged(model, String.valueOf(e.getMessage()));
    }
  }

  private static void verify(StoredModel model, String what, String found, String expected) {
    if (!found.equals(expected)) {
      throw damaged(model, "SHA-256 of its %s is %s, not %s".formatted(what, found, expected));
    }
  }

  private static Problem damaged(StoredModel model, String reason) {
    return Problem.of(
        ProblemType.MODEL_DAMAGED,
        "The file of model %s is damaged: %s. Delete the model, and train it again or restore the"
                .formatted(model.name(), reason)
            + " database from a backup.");
  }

  /** The file of a model, as it is stored. */
  InputStream file(StoredModel model) {
    return store.open(model.id());
  }

  /**
   * Until the end of the transaction nobody else takes these names; who asks keeps them by {@link
   * ModelHolders#claim}.
   *
   * @param names that a training will store its models under
   * @param asked what was asked for
   * @param pointer of the field that says so
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void reserve(List<String> names, String asked, String pointer) {
    names.forEach(store::lock);
    requireFree(names, asked, pointer);
  }

  /**
   * Refuses names that somebody has or claims; they can be gone a moment later.
   *
   * @param asked what was asked for
   * @param pointer of the field that says so
   */
  @Transactional(readOnly = true)
  public void requireFree(List<String> names, String asked, String pointer) {
    for (var wanted : names) {
      var taken =
          store
              .find(wanted)
              .map(model -> "the training " + model.trainingId() + " left it")
              .or(() -> claim(wanted));
      if (taken.isPresent()) {
        String detail = "The model name %s is taken: %s.".formatted(wanted, taken.get());
        throw Problem.of(ProblemType.MODEL_EXISTS, detail, new FieldError(pointer, asked, detail));
      }
    }
  }

  private Optional<String> claim(String name) {
    return holders.orderedStream().flatMap(one -> one.claim(name).stream()).findFirst();
  }

  @Transactional(readOnly = true)
  List<StoredModel> list(ModelStore.Filter filter) {
    return store.list(filter);
  }

  /** The newest of all. */
  @Transactional(readOnly = true)
  public List<StoredModel> newest() {
    return store.list(new ModelStore.Filter(null, null, null, null, MOST_LISTED));
  }

  /** What a training has left, the last one first. */
  @Transactional(readOnly = true)
  public List<StoredModel> of(UUID training) {
    return store.list(new ModelStore.Filter(null, null, training, null, MOST_LISTED));
  }

  /** Deletes a model that nothing queued or running needs. */
  @Transactional
  void delete(String idOrName) {
    store.lock(find(idOrName).name());
    var model = find(idOrName);
    var needing = new ArrayList<String>();
    holders.orderedStream().forEach(one -> needing.addAll(one.holders(model)));
    if (!needing.isEmpty()) {
      throw Problem.of(
          ProblemType.MODEL_IN_USE,
          "The model %s stays: needed by %s.".formatted(model.name(), String.join(", ", needing)));
    }
    store.delete(model.id());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
