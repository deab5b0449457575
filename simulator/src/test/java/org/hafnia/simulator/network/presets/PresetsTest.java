package org.hafnia.simulator.network.presets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.NetworkDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.table.LayerTable;
import org.hafnia.simulator.network.table.LayerTable.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 64, 128})
  void vggTernaryHasTheWeightsOfItsFormula(int n) {
    var preset = preset("vgg-ternary");

    var table = table(preset, Map.of("filters", n));

    assertThat(table.total(Row::weights)).isEqualTo(27L * n + 279L * n * n + 32768L * n + 5120);
    assertThat(table.total(Row::ternaryWeights)).isEqualTo(table.total(Row::weights));
  }

  @Test
  void mobileNetHasTheParametersThatKerasCounts() {
    var table = table(preset("mobilenet-v1"), Map.of("binarize", "none"));

    // Keras' MobileNet at alpha 1: 4,253,864 parameters, 4,231,976 of them trained.
    assertThat(table.total(Row::parameters)).isEqualTo(4_231_976);
    assertThat(table.total(Row::statistics)).isEqualTo(21_888);
    assertThat(table.rows().getLast().parameters()).isEqualTo(1_025_000);
    // Howard et al., table 8: 569 million with the classifier's million.
    assertThat(table.total(Row::multiplyAccumulates) / 1e6).isBetween(567.0, 570.0);
  }

  /** Howard et al., table 7: multiply-accumulates at resolutions of 192, 160 and 128. */
  @ParameterizedTest
  @CsvSource({"0.857, 192, 418", "0.714, 160, 290", "0.571, 128, 186"})
  void mobileNetHasTheResolutionsOfItsPaper(double resolution, int rows, int millions) {
    var table = table(preset("mobilenet-v1"), Map.of("binarize", "none", "resolution", resolution));

    assertThat(table.rows().getFirst().output()).isEqualTo(TensorShape.of(3, rows, rows));
    assertThat(table.total(Row::multiplyAccumulates) / 1e6)
        .isBetween(millions - 1.0, millions + 1.0);
    assertThat(table.total(Row::parameters)).isEqualTo(4_231_976);
  }

  @Test
  void mobileNetWorksOnSmallSamples() {
    var values = preset("mobilenet-v1").values(Map.of("width", 0.25, "resolution", 0.5));

    var layers = preset("mobilenet-v1").network(values).layers(TensorShape.of(3, 32, 32), 10);

    assertThat(layers.getFirst().output()).isEqualTo(TensorShape.of(3, 16, 16));
    assertThat(layers.getLast().output()).isEqualTo(TensorShape.of(10));
  }

  @Test
  void vggBinarynetHasTheFiltersOfThePaper() {
    var preset = preset("vgg-binarynet");
    var weighted = weighted(preset.network(preset.values(Map.of())), preset);

    assertThat(weighted)
        .extracting(Weighted::units)
        .containsExactly(384, 384, 768, 768, 1536, 512, 1024, 1024, 10);
    assertThat(weighted.get(6).fanIn()).isEqualTo(512 * 4 * 4);
  }

  @Test
  void theEegNetworkHasTheShapesOfItsSource() {
    var table = table(preset("eeg-cnn"), Map.of());

    var convolutions = table.rows().stream().filter(row -> row.kind().equals("conv2d")).toList();
    assertThat(convolutions.get(0).weights()).isEqualTo(40 * 30);
    assertThat(convolutions.get(1).weights()).isEqualTo(40 * 40 * 64);
    assertThat(convolutions.get(1).output()).isEqualTo(TensorShape.of(40, 1, 641));
    assertThat(dense(table)).extracting(Row::output).first().isEqualTo(TensorShape.of(80));
  }

  @Test
  void theEcgNetworkHasFiveConvolutionsAndTwoDenseLayers() {
    var table = table(preset("ecg-cnn"), Map.of());

    assertThat(table.rows()).filteredOn(row -> row.kind().equals("conv1d")).hasSize(5);
    assertThat(dense(table)).hasSize(2);
    assertThat(table.rows().getFirst().input()).isEqualTo(TensorShape.of(12, 750));
  }

  @ParameterizedTest
  @CsvSource({
    "all, 9, 0, 0",
    "all-but-first, 8, 1, 0",
    "classifier, 3, 6, 6",
    "none, 0, 9, 8",
  })
  void oneWordSaysWhichLayersAreQuantised(String word, int binary, int real, int relus) {
    var preset = preset("vgg-binarynet");
    var network = preset.network(preset.values(Map.of("binarize", word, "inflation", 0.1)));

    var layers = network.layers(preset.input(), preset.classes());

    assertThat(weighted(network, preset)).filteredOn(isOf(Precision.BINARY)).hasSize(binary);
    assertThat(weighted(network, preset)).filteredOn(isOf(Precision.REAL)).hasSize(real);
    long found = layers.stream().filter(layer -> layer.toString().contains("RELU")).count();
    // The sixth activation feeds the classifier and is quantised with it.
    assertThat(found).isEqualTo(word.equals("classifier") ? relus - 1 : relus);
  }

  static Stream<Preset> presets() {
    return Presets.all().stream();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyUsualValueIsInsideItsRangeAndGivesANetwork(Preset preset) {
    var table = table(preset, Map.of());

    assertThat(table.rows().getLast().output()).isEqualTo(TensorShape.of(preset.classes()));
    assertThat(preset.source()).contains("arXiv");
    for (var parameter : preset.parameters()) {
      assertThat(parameter.checked(parameter.usual())).isEqualTo(parameter.usual());
    }
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyConvolutionIsAugmented(Preset preset) {
    if (preset.name().equals("mlp")) {
      return;
    }
    var twice = new HashMap<String, Object>();
    twice.put("filterAugmentation", 2.0);

    var usual = weighted(preset.network(preset.values(Map.of())), preset);
    var augmented = weighted(preset.network(preset.values(twice)), preset);

    for (int i = 0; i < usual.size(); i++) {
      int factor = usual.get(i).kind().equals("dense") ? 1 : 2;
      assertThat(augmented.get(i).units()).isEqualTo(factor * usual.get(i).units());
    }
  }

  @Test
  void refusesValuesOutsideTheirRangeAndUnknownNames() {
    var preset = preset("vgg-ternary");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> preset.values(Map.of("filters", 0)))
        .withMessage("filters is 0; expected a whole number from 1 to 4096");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> preset.values(Map.of("binarize", "some")))
        .withMessageContaining("one of all, all-but-first, classifier, none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> preset.values(Map.of("hidden", List.of(3))))
        .withMessageStartingWith("hidden is no parameter");
  }

  @Test
  void theUsualMlpIsTheOneOfEarlierTrainings() {
    var preset = preset("mlp");

    assertThat(preset.network(preset.values(Map.of("hidden", List.of(512)))))
        .isEqualTo(new MlpDescription(List.of(512), Precision.BINARY, Precision.BINARY));
  }

  private static java.util.function.Predicate<Weighted> isOf(Precision precision) {
    return layer -> layer.weights() == precision;
  }

  private static Preset preset(String name) {
    return Presets.find(name).orElseThrow();
  }

  private static LayerTable table(Preset preset, Map<String, Object> values) {
    var network = preset.network(preset.values(values));
    return LayerTable.of(network, preset.input(), preset.classes());
  }

  private static List<Weighted> weighted(NetworkDescription network, Preset preset) {
    return LayerDescription.weighted(network.layers(preset.input(), preset.classes()));
  }

  private static List<Row> dense(LayerTable table) {
    return table.rows().stream().filter(row -> row.kind().equals("dense")).toList();
  }
}
