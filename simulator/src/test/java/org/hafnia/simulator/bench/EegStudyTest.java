package org.hafnia.simulator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.dataset.files.DirectoryFolder;
import org.hafnia.simulator.dataset.named.EegMotorImagery;
import org.hafnia.simulator.dataset.signals.Montage;
import org.hafnia.simulator.dataset.signals.Recording;
import org.hafnia.simulator.dataset.synthetic.SyntheticEeg;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class EegStudyTest {

  private static final Logger log = LoggerFactory.getLogger(EegStudyTest.class);
  private static final int TRIALS = 30;

  @Test
  void tellsImaginedMovementsApartWithBinaryWeightsAndActivations() {
    var data = EegStudy.data(recordings());

    var accuracy = EegStudy.validated(data, "all", 1).pooled().accuracy();

    assertThat(accuracy.total()).isEqualTo(TRIALS);
    assertThat(accuracy.value()).as(accuracy.toString()).isGreaterThan(0.8);
  }

  private static List<Recording> recordings() {
    var folder =
        Optional.ofNullable(System.getenv("HAFNIA_DATASETS"))
            .map(directory -> Path.of(directory, EegMotorImagery.NAME))
            .filter(Files::isDirectory);
    log.info("imagined movements of {}", folder.map(Path::toString).orElse("synthetic-eeg"));
    return folder
        .map(DirectoryFolder::new)
        .map(there -> EegMotorImagery.recordings(there, List.of(6, 10)))
        .orElseGet(() -> List.of(synthetic()));
  }

  /** One trial after the other. */
  private static Recording synthetic() {
    var trials = SyntheticEeg.generate(1, TRIALS, 2).train();
    int length = SyntheticEeg.SAMPLES_PER_CHANNEL;
    float[][] signals = new float[Montage.NAMES.size()][TRIALS * length];
    List<Recording.Note> notes = new ArrayList<>();
    for (int i = 0; i < TRIALS; i++) {
      notes.add(new Recording.Note((long) i * length, "T" + (1 + trials.label(i))));
      for (int c = 0; c < signals.length; c++) {
        for (int t = 0; t < length; t++) {
          signals[c][i * length + t] = trials.value(i, c * length + t);
        }
      }
    }
    return new Recording("s", SyntheticEeg.RATE_HERTZ, Montage.NAMES, signals, notes);
  }
}
