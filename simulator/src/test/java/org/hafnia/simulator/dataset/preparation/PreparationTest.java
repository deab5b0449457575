package org.hafnia.simulator.dataset.preparation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.dataset.Splits;
import org.hafnia.simulator.dataset.signals.Epochs;
import org.hafnia.simulator.dataset.signals.Montage;
import org.hafnia.simulator.dataset.signals.Recording;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparationTest {

  private static final double RATE = 160;
  private static final Epochs.Cut CUT = Epochs.Cut.of("T1,T2", 0.5, 2);

  @ParameterizedTest
  @CsvSource({"8, 13, 4", "7, 30, 4", "13, 30, 2", "0.5, 40, 1"})
  void passesWhatTheFormulaOfItsGainSays(double low, double high, int order) {
    var band = new BandPass(low, high, order);
    for (double hertz : List.of(low / 1.5, low, Math.sqrt(low * high), high, high * 1.3)) {
      double[] signal = sine(hertz, 16_000);

      band.apply(signal, RATE);

      double passed = amplitude(signal, hertz);
      assertThat(passed).as("at %s Hz", hertz).isCloseTo(gain(band, hertz), within(2e-3));
    }
    assertThat(gain(band, low)).isCloseTo(0.5, within(1e-12));
    assertThat(gain(band, high)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void delaysNothing() {
    double[] signal = sine(10, 16_000);
    double[] before = signal.clone();

    new BandPass(7, 14, 3).apply(signal, RATE);

    for (int t = 6000; t < 10_000; t++) {
      assertThat(signal[t]).isCloseTo(before[t], within(0.01));
    }
  }

  @Test
  void alignsSoThatTheMeanCovarianceOfTheWindowsIsTheIdentity() {
    var recordings = List.of(noise("a", 6, 1, 40), noise("b", 6, 2, 900));
    var alignment = with(Reference.RECORDED, Optional.empty(), Alignment.EUCLIDEAN, 1);

    var samples = Epochs.of(alignment.apply(recordings, CUT), CUT);

    for (var id : List.of("a", "b")) {
      double[][] mean = covariance(samples, id);
      for (int i = 0; i < 6; i++) {
        for (int j = 0; j < 6; j++) {
          assertThat(mean[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-4));
        }
      }
    }
  }

  @Test
  void alignsWhatTheChannelsSpanWhereTheirReferenceIsTheirMean() {
    var average = with(Reference.AVERAGE, Optional.empty(), Alignment.EUCLIDEAN, 1);

    var samples = Epochs.of(average.apply(List.of(noise("a", 6, 3, 40)), CUT), CUT);

    double[][] mean = covariance(samples, "a");
    assertThat(IntStream.range(0, 6).mapToDouble(i -> mean[i][i]).sum()).isCloseTo(5, within(1e-3));
  }

  @Test
  void takesAnElectrodeAgainstItsFourNeighbours() {
    double[][] signals = new double[Montage.NAMES.size()][1];
    List.of("C1", "C2", "FCz", "CPz").forEach(name -> signals[Montage.NAMES.indexOf(name)][0] = 8);
    int centre = Montage.NAMES.indexOf("Cz");
    signals[centre][0] = 10;

    double[][] referenced = Reference.LAPLACIAN.apply(signals, Montage.NAMES, "a");

    assertThat(referenced[centre][0]).isEqualTo(2);
    assertThat(signals[centre][0]).isEqualTo(10);
    assertThatThrownBy(() -> Reference.LAPLACIAN.apply(signals, names(64), "a"))
        .isInstanceOf(DatasetProblem.class)
        .hasMessageContaining("channel 0")
        .hasMessageContaining("10-10");
  }

  @Test
  void tellsThePowerOfASineAsHalfOfItsSquaredAmplitude() {
    double[] signal = sine(10, 1600);
    for (int t = 0; t < signal.length; t++) {
      signal[t] *= 6;
    }

    new BandPower(0.5).apply(signal, RATE);

    assertThat(signal[800]).isCloseTo(Math.log(18), within(0.03));
  }

  @Test
  void keepsOneOfSomeSamplesAndTheInstantsOfTheNotes() {
    var whole = noise("a", 5, 4, 10);
    var power =
        new Preparation(
            Reference.RECORDED,
            Optional.of(new BandPass(8, 13, 4)),
            Alignment.NONE,
            Optional.of(0.5),
            8);

    var fewer = power.apply(List.of(whole), CUT).getFirst();

    assertThat(fewer.rateHertz()).isEqualTo(20);
    assertThat(fewer.length()).isEqualTo((whole.length() + 7) / 8);
    assertThat(fewer.notes().get(1).sample()).isEqualTo(whole.notes().get(1).sample() / 8);
    assertThat(Epochs.of(List.of(fewer), CUT).shape()).containsExactly(5, 40);
    assertThat(power.description())
        .isEqualTo(
            "Butterworth band pass 8.0 to 13.0 Hz, order 4, forwards and backwards; logarithm of"
                + " the power within 0.5 s; one of 8 samples");
    assertThat(Preparation.NONE.description()).isEmpty();
  }

  @Test
  void givesEveryTrialToOneFoldOnly() {
    var samples = Epochs.of(List.of(noise("a", 5, 5, 10), noise("b", 5, 6, 10)), CUT);

    var folds = Splits.folds(samples, 5, 1);

    assertThat(samples.count()).isEqualTo(20);
    List<Float> held = new ArrayList<>();
    for (var parts : folds) {
      var test = firsts(parts.held());
      assertThat(firsts(parts.train())).hasSize(16).doesNotContainAnyElementsOf(test);
      held.addAll(test);
    }
    assertThat(held).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(firsts(samples));
  }

  @Test
  void refusesWhatARecordingDoesNotAllow() {
    var recording = List.of(noise("a", 5, 7, 10));
    var high = with(Reference.RECORDED, Optional.of(new BandPass(8, 80, 4)), Alignment.NONE, 1);
    var coarse = with(Reference.RECORDED, Optional.of(new BandPass(8, 30, 4)), Alignment.NONE, 3);
    var bare = with(Reference.RECORDED, Optional.empty(), Alignment.NONE, 2);

    assertThatThrownBy(() -> high.apply(recording, CUT))
        .hasMessageContaining("160.0 Hz")
        .hasMessageContaining("2 x 80.0 Hz");
    assertThatThrownBy(() -> coarse.apply(recording, CUT))
        .hasMessageContaining("everySamples: found 3, which leaves 53.3")
        .hasMessageContaining("at most 2");
    assertThatThrownBy(() -> bare.apply(recording, CUT)).hasMessageContaining("at most 1");
    assertThatThrownBy(() -> new BandPass(13, 8, 4)).hasMessageContaining("13.0 to 8.0");
    assertThatThrownBy(() -> new BandPass(8, 13, 9)).hasMessageContaining("1 to 8");
  }

  private static Preparation with(
      Reference reference, Optional<BandPass> band, Alignment alignment, int everySamples) {
    return new Preparation(reference, band, alignment, Optional.empty(), everySamples);
  }

  private static double gain(BandPass band, double hertz) {
    double low = Math.tan(Math.PI * band.lowHertz() / RATE);
    double high = Math.tan(Math.PI * band.highHertz() / RATE);
    double here = Math.tan(Math.PI * hertz / RATE);
    double place = (here * here - low * high) / (here * (high - low));
    return 1 / (1 + Math.pow(place, 2.0 * band.order()));
  }

  private static double[] sine(double hertz, int length) {
    return IntStream.range(0, length)
        .mapToDouble(t -> Math.sin(2 * Math.PI * hertz * t / RATE))
        .toArray();
  }

  /** By projection on sine and cosine, away from both ends. */
  private static double amplitude(double[] signal, double hertz) {
    double sine = 0;
    double cosine = 0;
    int from = signal.length / 4;
    int to = 3 * signal.length / 4;
    for (int t = from; t < to; t++) {
      sine += signal[t] * Math.sin(2 * Math.PI * hertz * t / RATE);
      cosine += signal[t] * Math.cos(2 * Math.PI * hertz * t / RATE);
    }
    return 2 * Math.hypot(sine, cosine) / (to - from);
  }

  /** Ten trials of noise, 4 s each, that neighbouring channels share. */
  private static Recording noise(String id, int channels, long seed, double scale) {
    int length = 10 * 640;
    float[][] signals = new float[channels][length];
    var random = RandomStream.of(seed, "noise", 0);
    for (int t = 0; t < length; t++) {
      for (int c = 0; c < channels; c++) {
        double own = random.uniform(c, t) - 0.5;
        signals[c][t] = (float) (scale * (c + 1) * own + (c > 0 ? 0.5 * signals[c - 1][t] : 0));
      }
    }
    var notes =
        IntStream.range(0, 10).mapToObj(k -> new Recording.Note(640L * k, "T" + (1 + k % 2)));
    return new Recording(id, RATE, names(channels), signals, notes.toList());
  }

  private static List<String> names(int channels) {
    return IntStream.range(0, channels).mapToObj(c -> "channel " + c).toList();
  }

  private static double[][] covariance(Samples samples, String group) {
    int channels = samples.channels();
    int length = samples.features() / channels;
    int[] own =
        IntStream.range(0, samples.count())
            .filter(i -> samples.group(i).orElseThrow().equals(group))
            .toArray();
    double[][] mean = new double[channels][channels];
    for (int i = 0; i < channels; i++) {
      for (int j = 0; j < channels; j++) {
        int row = i * length;
        int column = j * length;
        mean[i][j] =
            Arrays.stream(own)
                .mapToDouble(
                    s ->
                        IntStream.range(0, length)
                            .mapToDouble(
                                t -> samples.value(s, row + t) * samples.value(s, column + t))
                            .average()
                            .orElseThrow())
                .average()
                .orElseThrow();
      }
    }
    return mean;
  }

  private static List<Float> firsts(Samples samples) {
    return IntStream.range(0, samples.count()).mapToObj(i -> samples.value(i, 0)).toList();
  }
}
