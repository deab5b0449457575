package org.hafnia.simulator.dataset.named;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Dataset;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Groups;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.Splits;
import org.hafnia.simulator.dataset.files.Folder;
import org.hafnia.simulator.dataset.formats.NpzFile;
import org.hafnia.simulator.dataset.signals.LeadInversion;
import org.hafnia.simulator.random.RandomStream;

/**
 * Electrode inversion in twelve-lead electrocardiograms: each record once as it is (class 0) and
 * once with two electrodes exchanged (class 1), by exact permutation of its leads. The kinds of
 * {@link LeadInversion#MIXED} occur equally often; a fifth of the records, with both of their
 * versions, is held out to test on.
 *
 * <p>Source of the task: CinC Challenge 2011, and T. Hirtzlin et al., arXiv:2006.11595. The records
 * may be of any study: an NPZ file with {@code x[record, lead, time]}, leads I, II, III, aVR, aVL,
 * aVF, V1..V6, of 16 bits or floating point, and perhaps {@code patient_id}, {@code groups} or
 * {@code ecg_id}. Numbers are scaled so that their root mean square is 1.
 */
public final class EcgInversion implements FolderSet {

  private static final String NAME = "ecg-inversion";
  private static final List<String> CLASS_NAMES = List.of("correct", "inverted");
  private static final List<String> IDS = List.of("patient_id", "groups", "ecg_id");
  private static final int USUAL_LENGTH = 1000;
  private static final double HELD_OUT = 0.2;
  private static final long SEED = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> folders() {
    return List.of(NAME, "ecg-ptbxl", "ptb-xl", "cinc2011");
  }

  @Override
  public List<Integer> usualShape() {
    return List.of(LeadInversion.LEADS, USUAL_LENGTH);
  }

  @Override
  public int classes() {
    return CLASS_NAMES.size();
  }

  @Override
  public String source() {
    return "Inverted by exact lead permutations from records of the folder (PTB-XL: P. Wagner et"
        + " al., Sci. Data 7, 154, 2020, doi:10.1038/s41597-020-0495-6, CC BY 4.0)";
  }

  @Override
  public String wanted() {
    return "one .npz with x[record, lead, time] of twelve leads";
  }

  @Override
  public Optional<String> found(Folder folder) {
    return file(folder)
        .map(file -> "Made from " + file + " by exchanging electrodes of each record.");
  }

  private static Optional<String> file(Folder folder) {
    return folder.files().stream().filter(file -> file.endsWith(".npz")).findFirst();
  }

  @Override
  public Dataset read(Folder folder) {
    var npz = NpzFile.in(folder, file(folder).orElseThrow());
    var shape = npz.shape("x");
    if (shape.size() != 3 || shape.get(1) != LeadInversion.LEADS || shape.getFirst() < 2) {
      throw new DatasetProblem(
          npz.name(), "x", "an array of shape " + shape, "records x 12 leads x time");
    }
    var samples = samples(npz, shape.getFirst(), shape.get(2));
    var parts = Splits.holdOutGroups(samples, HELD_OUT, SEED);
    return Dataset.of(NAME, parts.train(), parts.held(), CLASS_NAMES.size(), source())
        .withClassNames(CLASS_NAMES);
  }

  private static Samples samples(NpzFile npz, int records, int length) {
    short[] stored = shorts(npz);
    int size = LeadInversion.LEADS * length;
    short[] both = new short[Math.multiplyExact(2, stored.length)];
    byte[] labels = new byte[2 * records];
    List<String> ids = new ArrayList<>();
    var known = IDS.stream().filter(npz::has).findFirst().map(npz::texts);
    int[] order = RandomStream.of(SEED, NAME + " order", 0).permutation(records, 0);
    for (int k = 0; k < records; k++) {
      int record = order[k];
      var kind = LeadInversion.MIXED.get(k % LeadInversion.MIXED.size());
      System.arraycopy(stored, record * size, both, 2 * k * size, size);
      kind.apply(stored, record * size, length, both, (2 * k + 1) * size);
      labels[2 * k + 1] = 1;
      var id = known.map(all -> all.get(record)).orElse("record " + record);
      ids.add(id);
      ids.add(id);
    }
    return Samples.of(new int[] {LeadInversion.LEADS, length}, both, 1 / rms(stored), labels)
        .grouped(Groups.of(ids));
  }

  /** Floating point numbers are brought to 16 bits by their largest size. */
  private static short[] shorts(NpzFile npz) {
    if (npz.type("x").equals("i2")) {
      return npz.shorts("x");
    }
    float[] numbers = npz.floats("x");
    float largest = 0;
    for (float number : numbers) {
      largest = Math.max(largest, Math.abs(number));
    }
    float gain = largest > 0 ? Short.MAX_VALUE / largest : 1;
    short[] stored = new short[numbers.length];
    IntStream.range(0, stored.length)
        .forEach(i -> stored[i] = (short) Math.round(numbers[i] * gain));
    return stored;
  }

  private static float rms(short[] numbers) {
    double squares = 0;
    for (short number : numbers) {
      squares += (double) number * number;
    }
    return (float) Math.max(Math.sqrt(squares / numbers.length), 1e-3);
  }
}
