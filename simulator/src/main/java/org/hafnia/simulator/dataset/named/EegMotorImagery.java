package org.hafnia.simulator.dataset.named;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.Normalisation;
import org.hafnia.simulator.dataset.Splits;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.formats.NpzFile;
import org.hafnia.simulator.dataset.signals.EdfFiles;
import org.hafnia.simulator.dataset.signals.Epochs;
import org.hafnia.simulator.dataset.signals.Montage;
import org.hafnia.simulator.dataset.signals.Recording;

/**
 * Imagined movement of both fists (class 0) or both feet (class 1): 64 channels, 4 s at 160 Hz from
 * each cue, of the runs 6, 10 and 14 of the EEG Motor Movement/Imagery Database. A fifth of the
 * trials of each class is held out to test on; the run of each trial is its group, for folds.
 * Channels are normalised by their mean and deviation over the training trials.
 */
public final class EegMotorImagery implements FolderSet {

  /** As requests write it. */
  public static final String NAME = "eeg-motor-imagery";

  /** Runs of the database that tell both fists from both feet: executed, imagined, in turn. */
  public static final List<Integer> FISTS_AND_FEET = List.of(5, 6, 9, 10, 13, 14);

  /** Runs in which both fists or both feet were imagined. */
  public static final List<Integer> IMAGINED = List.of(6, 10, 14);

  private static final List<String> CLASS_NAMES = List.of("both fists", "both feet");
  private static final List<String> SIDES = List.of("left fist", "right fist");
  private static final Pattern RUN = Pattern.compile("(?:.*/)?(S\\d{3}R(\\d\\d))\\.(npz|edf)");
  private static final double RATE_HERTZ = 160;
  private static final double TRIAL_SECOND = 4;
  private static final double HELD_OUT = 0.2;
  private static final long SEED = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> folders() {
    return List.of(NAME, "eegmmidb");
  }

  @Override
  public List<Integer> usualShape() {
    return List.of(Montage.NAMES.size(), (int) (TRIAL_SECOND * RATE_HERTZ));
  }

  @Override
  public int classes() {
    return CLASS_NAMES.size();
  }

  @Override
  public String source() {
    return "G. Schalk et al., BCI2000, IEEE Trans. Biomed. Eng. 51(6), 1034-1043, 2004;"
        + " PhysioNet eegmmidb, doi:10.13026/C28G6P, ODC-By 1.0";
  }

  @Override
  public String wanted() {
    return "runs 6, 10, 14 of some subjects as S001R06.edf, or as .npz with x, onset, code";
  }

  @Override
  public Optional<String> found(Folder folder) {
    var runs = folder.files().stream().filter(file -> isOf(file, IMAGINED)).toList();
    return runs.isEmpty()
        ? Optional.empty()
        : Optional.of("%d runs: %s.".formatted(runs.size(), String.join(", ", runs)));
  }

  @Override
  public Dataset read(Folder folder) {
    var samples = Epochs.of(recordings(folder, IMAGINED), Epochs.Cut.of("T1,T2", 0, TRIAL_SECOND));
    var parts = Splits.holdOut(samples, HELD_OUT, SEED);
    var normalisation = Normalisation.of(parts.train());
    return Dataset.of(
            NAME,
            parts.train().normalised(normalisation),
            parts.held().normalised(normalisation),
            CLASS_NAMES.size(),
            source())
        .withClassNames(CLASS_NAMES);
  }

  /** What the two codes of these runs mean, which must all be of one kind. */
  public static List<String> classNames(List<Integer> runs) {
    return FISTS_AND_FEET.containsAll(runs) ? CLASS_NAMES : SIDES;
  }

  /**
   * The recordings of some runs that are there, of every subject of a folder.
   *
   * @throws org.hafnia.simulator.dataset.DatasetProblem if a file is damaged
   */
  public static List<Recording> recordings(Folder folder, List<Integer> wanted) {
    List<Recording> runs = new ArrayList<>();
    for (String file : folder.files()) {
      if (isOf(file, wanted)) {
        runs.add(
            file.endsWith("npz")
                ? npz(NpzFile.in(folder, file), id(file))
                : EdfFiles.read(folder, file));
      }
    }
    return runs;
  }

  /** The runs that a folder holds of some subject, in rising order. */
  public static List<Integer> runs(Folder folder) {
    return folder.files().stream()
        .map(RUN::matcher)
        .filter(Matcher::matches)
        .map(run -> Integer.valueOf(run.group(2)))
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean isOf(String file, List<Integer> runs) {
    var run = RUN.matcher(file);
    return run.matches() && runs.contains(Integer.parseInt(run.group(2)));
  }

  private static String id(String file) {
    var run = RUN.matcher(file);
    return run.matches() ? run.group(1) : file;
  }

  private static Recording npz(NpzFile npz, String id) {
    int channels = npz.shape("x").getFirst();
    float[] all = npz.floats("x");
    int length = all.length / channels;
    float[][] signals = new float[channels][length];
    for (int c = 0; c < channels; c++) {
      System.arraycopy(all, c * length, signals[c], 0, length);
    }
    float[] onsets = npz.floats("onset");
    int[] codes = npz.ints("code");
    List<Recording.Note> notes = new ArrayList<>();
    for (int k = 0; k < Math.min(onsets.length, codes.length); k++) {
      notes.add(new Recording.Note(Math.round(onsets[k] * RATE_HERTZ), "T" + codes[k]));
    }
    return new Recording(id, RATE_HERTZ, npz.texts("ch"), signals, notes);
  }
}
