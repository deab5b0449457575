package org.hafnia.service.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hafnia.service.web.CanonicalJson;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.model.file.ModelFile;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Models on their way: stored while a training runs, named when it completes. */
@Service
public class ModelDrafts {

  private final ModelStore store;
  private final Clock clock;

  ModelDrafts(ModelStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Stores a model of a training that runs, in place of one of the same kind; in the caller's
   * transaction.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void draft(Draft draft, TrainedNetwork network) {
    var file = new ModelFile(network, provenance(draft));
    if (file.unpackedBytes() > ModelFile.MOST_BYTES) {
      throw Problem.of(
          ProblemType.TOO_LARGE,
          "The model would take %d bytes; at most %d are stored."
              .formatted(file.unpackedBytes(), ModelFile.MOST_BYTES));
    }
    store.discard(draft.trainingId(), draft.kept(), draft.foldNumber());
    var id = store.newId();
    var digest = Models.sha256();
    long bytes = write(file, id, digest);
    var content =
        new StoredModel.Content(
            network.input().extents(),
            network.classes(),
            networkSha256(network),
            network.sha256(),
            HexFormat.of().formatHex(digest.digest()),
            bytes);
    store.insert(id, draft, content, clock.instant());
  }

  private long write(ModelFile file, UUID id, MessageDigest digest) {
    var sink = store.sink(id);
    var counted = new Counted(new DigestOutputStream(sink, digest));
    try {
      file.writeTo(counted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sink.finish();
    return counted.bytes;
  }

  private static String networkSha256(TrainedNetwork network) {
    return CanonicalJson.sha256(ModelFile.layersJson(network.layers()).getBytes(UTF_8));
  }

  private static Map<String, String> provenance(Draft draft) {
    var texts = new LinkedHashMap<String, String>();
    texts.put("training", draft.trainingId().toString());
    texts.put("kept", draft.kept().word());
    texts.put("epoch", String.valueOf(draft.epoch()));
    texts.put("testAccuracy", String.valueOf(draft.testAccuracy()));
    texts.put("dataset", draft.origin().dataset());
    texts.put("datasetSha256", draft.origin().datasetSha256());
    texts.put("network", draft.origin().network().label());
    texts.put("scheme", draft.origin().scheme());
    if (draft.fold() != null) {
      texts.put("fold", "%d of %d".formatted(draft.fold().fold(), draft.fold().folds()));
    }
    if (draft.origin().from() != null) {
      texts.put("from", draft.origin().from());
      texts.put("fromSha256", String.valueOf(draft.origin().fromSha256()));
    }
    return texts;
  }

  /**
   * Names what a training that completes has drafted, in the transaction that ends it: the last
   * model, and the best one where it is of another epoch.
   *
   * @param name of the last one, which nobody has; the best one adds -best to it
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void publish(UUID training, String name, int lastEpoch, int bestEpoch) {
    store.name(training, Kept.LAST, lastEpoch, free(name, training));
    if (bestEpoch != lastEpoch) {
      store.name(training, Kept.BEST, bestEpoch, free(name + Models.BEST, training));
    }
    store.discard(training, Kept.LAST, 0);
    store.discard(training, Kept.BEST, 0);
  }

  /**
   * Names what a cross-validation that completes has drafted, in the transaction that ends it.
   *
   * @param name that each fold adds its number to
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void publishFolds(UUID training, String name, int folds) {
    for (int fold = 1; fold <= folds; fold++) {
      store.nameFold(training, fold, free(Models.ofFold(name, fold), training));
    }
  }

  /** A name that was taken while a training waited to be tried again does not cost its model. */
  private String free(String name, UUID training) {
    store.lock(name);
    return store.find(name).isEmpty() ? name : name + "-" + training;
  }

  /** Counts what passes through. */
  private static final class Counted extends FilterOutputStream {

    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] content, int from, int length) throws IOException {
      out.write(content, from, length);
      bytes += length;
    }

    @Override
    public void write(int single) throws IOException {
      out.write(single);
      bytes++;
    }
  }
}
