package org.hafnia.simulator.dataset.preparation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.signals.Epochs;
import org.hafnia.simulator.dataset.signals.Recording;

/**
 * What is done to whole recordings, in this order, before windows are cut from them. Nothing of it
 * looks at labels.
 *
 * @param reference of each electrode
 * @param bandPass of each channel
 * @param alignment of the channels of a recording
 * @param powerSecond window of the logarithm of the power that takes the place of each signal, in
 *     s; empty for the signals themselves
 * @param everySamples of so many samples the first is kept, 1 for all
 */
public record Preparation(
    Reference reference,
    Optional<BandPass> bandPass,
    Alignment alignment,
    Optional<Double> powerSecond,
    int everySamples) {

  /** Recordings as they are. */
  public static final Preparation NONE =
      new Preparation(Reference.RECORDED, Optional.empty(), Alignment.NONE, Optional.empty(), 1);

  public Preparation {
    if (everySamples < 1) {
      throw new IllegalArgumentException("everySamples is " + everySamples + "; at least 1");
    }
    powerSecond.ifPresent(
        window -> {
          if (!(window > 0 && window < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("powerSecond is " + window + "; above 0");
          }
        });
  }

  /**
   * Prepares recordings.
   *
   * @param cut windows by which recordings are aligned
   * @throws DatasetProblem if a recording does not allow it
   */
  public List<Recording> apply(List<Recording> recordings, Epochs.Cut cut) {
    return equals(NONE)
        ? recordings
        : recordings.stream().map(recording -> prepared(recording, cut)).toList();
  }

  private Recording prepared(Recording recording, Epochs.Cut cut) {
    double rate = recording.rateHertz();
    bandPass.ifPresent(band -> band.check(recording.id(), rate));
    checkSteps(recording.id(), rate);
    var signals = reference.apply(recording.signals(), recording.channels(), recording.id());
    bandPass.ifPresent(band -> each(signals, signal -> band.apply(signal, rate)));
    int length = Epochs.length(recording, cut);
    var aligned = alignment.apply(signals, Epochs.starts(recording, cut), length, recording.id());
    powerSecond
        .map(BandPower::new)
        .ifPresent(power -> each(aligned, signal -> power.apply(signal, rate)));
    var notes =
        recording.notes().stream()
            .map(n -> new Recording.Note(Math.round((double) n.sample() / everySamples), n.what()))
            .toList();
    return new Recording(
        recording.id(), rate / everySamples, recording.channels(), kept(aligned), notes);
  }

  private interface InPlace {

    void apply(double[] signal);
  }

  private static void each(double[][] signals, InPlace change) {
    for (double[] signal : signals) {
      change.apply(signal);
    }
  }

  private float[][] kept(double[][] signals) {
    float[][] kept = new float[signals.length][];
    for (int c = 0; c < signals.length; c++) {
      kept[c] = new float[(signals[c].length + everySamples - 1) / everySamples];
      for (int t = 0; t < kept[c].length; t++) {
        kept[c][t] = (float) signals[c][t * everySamples];
      }
    }
    return kept;
  }

  /** Fewer samples must still tell what is in the signal. */
  private void checkSteps(String recording, double rate) {
    double left = rate / everySamples;
    double needed =
        powerSecond
            .map(window -> 1 / window)
            .or(() -> bandPass.map(band -> 2 * band.highHertz()))
            .orElse(rate);
    if (left < needed) {
      throw new DatasetProblem(
          recording,
          "everySamples",
          "%d, which leaves %s Hz".formatted(everySamples, left),
          "at most %d: %s"
              .formatted(
                  (int) Math.max(1, Math.floor(rate / needed)),
                  powerSecond.isPresent()
                      ? "a step is not longer than powerSecond"
                      : "the rate stays above twice the upper corner of bandPass"));
    }
  }

  /** In words, for the provenance of a set; empty where nothing is done. */
  public String description() {
    var parts = new ArrayList<String>();
    if (reference != Reference.RECORDED) {
      parts.add("reference " + reference.word());
    }
    bandPass.ifPresent(
        band ->
            parts.add(
                "Butterworth band pass %s to %s Hz, order %d, forwards and backwards"
                    .formatted(band.lowHertz(), band.highHertz(), band.order())));
    if (alignment != Alignment.NONE) {
      parts.add("alignment " + alignment.word() + " by all windows of a recording");
    }
    powerSecond.ifPresent(window -> parts.add("logarithm of the power within " + window + " s"));
    if (everySamples > 1) {
      parts.add("one of " + everySamples + " samples");
    }
    return String.join("; ", parts);
  }
}
