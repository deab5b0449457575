package org.hafnia.simulator.dataset.named;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.Splits;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.formats.NpzFile;
import org.hafnia.simulator.dataset.signals.Epochs;
import org.hafnia.simulator.dataset.signals.Recording;
import org.hafnia.simulator.dataset.signals.WfdbFiles;
import org.hafnia.simulator.random.RandomStream;

/**
 * Beats of the MIT-BIH Arrhythmia Database: 256 samples of the first channel, in millivolts, around
 * each R peak; class 1 is a premature ventricular contraction (PVC), class 0 any other beat. Whole
 * records are held out to test on: the first division, of those that the seeds from 1 on give, in
 * which they have a fifth to two fifths of the PVCs.
 */
public final class EcgBeats implements FolderSet {

  private static final String NAME = "ecg-beats";
  private static final List<String> CLASS_NAMES = List.of("other", "PVC");
  private static final String PVC = "V";
  private static final double RATE_HERTZ = 360;
  private static final int WINDOW = 256;
  private static final int BEFORE = 100;
  private static final int ZERO_ADU = 1024;
  private static final float ADU_PER_MILLIVOLT = 200;
  private static final double HELD_OUT = 0.3;
  private static final double LEAST_SHARE = 0.2;
  private static final double MOST_SHARE = 0.4;
  private static final int MOST_DIVISIONS = 1000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> folders() {
    return List.of(NAME, "ecg-mitbih", "mitdb");
  }

  @Override
  public List<Integer> usualShape() {
    return List.of(1, WINDOW);
  }

  @Override
  public int classes() {
    return CLASS_NAMES.size();
  }

  @Override
  public String source() {
    return "G. B. Moody, R. G. Mark, The impact of the MIT-BIH Arrhythmia Database, IEEE Eng. Med."
        + " Biol. 20(3), 45-50, 2001, doi:10.13026/C2F305, ODC-By 1.0";
  }

  @Override
  public String wanted() {
    return "records as .hea, .dat and .atr, or as .npz with adu, rpeak and pvc";
  }

  @Override
  public Optional<String> found(Folder folder) {
    long records = Math.max(count(folder, ".hea"), count(folder, ".npz"));
    return records < 2 ? Optional.empty() : Optional.of(records + " records.");
  }

  private static long count(Folder folder, String ending) {
    return folder.files().stream().filter(file -> file.endsWith(ending)).count();
  }

  @Override
  public Dataset read(Folder folder) {
    var recordings =
        count(folder, ".hea") > 0
            ? WfdbFiles.read(folder).stream().map(EcgBeats::firstChannel).toList()
            : npz(folder);
    double rate = recordings.getFirst().rateHertz();
    var cut = Epochs.Cut.of(Epochs.OTHERS + "," + PVC, -BEFORE / rate, WINDOW / rate);
    var parts = divided(Epochs.of(recordings, cut));
    // Mixed, for who asks for the first samples must not get those of one record.
    return Dataset.of(NAME, mixed(parts.train()), mixed(parts.held()), CLASS_NAMES.size(), source())
        .withClassNames(CLASS_NAMES);
  }

  private static Splits.Parts divided(Samples samples) {
    for (long seed = 1; seed < MOST_DIVISIONS; seed++) {
      var parts = Splits.holdOutGroups(samples, HELD_OUT, seed);
      double share = (double) pvcs(parts.held()) / Math.max(1, pvcs(samples));
      if (share >= LEAST_SHARE && share <= MOST_SHARE) {
        return parts;
      }
    }
    return Splits.holdOutGroups(samples, HELD_OUT, 1);
  }

  private static Samples mixed(Samples samples) {
    return samples.select(RandomStream.of(1, NAME + " order", 0).permutation(samples.count(), 0));
  }

  private static long pvcs(Samples samples) {
    return IntStream.range(0, samples.count()).filter(i -> samples.label(i) == 1).count();
  }

  private static Recording firstChannel(Recording recording) {
    float[] values = new float[recording.length()];
    for (int t = 0; t < values.length; t++) {
      values[t] = recording.value(0, t);
    }
    return new Recording(
        recording.id(),
        recording.rateHertz(),
        List.of(recording.channels().getFirst()),
        new float[][] {values},
        recording.notes());
  }

  private static List<Recording> npz(Folder folder) {
    return folder.files().stream()
        .filter(file -> file.endsWith(".npz"))
        .map(file -> recording(NpzFile.in(folder, file), file))
        .toList();
  }

  private static Recording recording(NpzFile npz, String file) {
    float[] values = npz.floats("adu");
    for (int t = 0; t < values.length; t++) {
      values[t] = (values[t] - ZERO_ADU) / ADU_PER_MILLIVOLT;
    }
    int[] peaks = npz.ints("rpeak");
    int[] pvc = npz.ints("pvc");
    List<Recording.Note> notes = new ArrayList<>();
    for (int k = 0; k < Math.min(peaks.length, pvc.length); k++) {
      notes.add(new Recording.Note(peaks[k], pvc[k] == 0 ? "N" : PVC));
    }
    return new Recording(
        file.replaceAll("^.*/|\\.npz$", ""),
        RATE_HERTZ,
        List.of("first"),
        new float[][] {values},
        notes);
  }
}
