package org.hafnia.service.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.hafnia.service.database.FreshDatabase;
import org.hafnia.service.web.TestHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@FreshDatabase
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class NetworksOverHttpTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String LAYERS =
      """
      [{"kind": "conv2d", "filters": 4, "kernel": [3], "stride": [2], "bias": false},
       {"kind": "batch-norm"}, {"kind": "activation"},
       {"kind": "dense", "name": "out"}, {"kind": "batch-norm"}]
      """;

  private final TestHttp http;

  @Autowired
  NetworksOverHttpTest(@LocalServerPort int port) {
    this.http = new TestHttp(port);
  }

  @Test
  void presetsAreListedWithParametersAndSource() {
    var first = http.get("/v1/networks?origin=preset&limit=4").json();
    var second =
        http.get("/v1/networks?origin=preset&limit=4&cursor=" + first.path("nextCursor").asString())
            .json();

    assertThat(names(first)).containsExactly("ecg-cnn", "eeg-cnn", "mlp", "mobilenet-v1");
    assertThat(names(second)).containsExactly("vgg-binarynet", "vgg-ternary");
    assertThat(second.has("nextCursor")).isFalse();
    var ternary = second.at("/items/1");
    assertThat(ternary.path("source").asString()).contains("Quantized_VGG");
    assertThat(ternary.at("/parameters/0/name").asString()).isEqualTo("filters");
    assertThat(ternary.at("/parameters/0/default").asInt()).isEqualTo(64);
    assertThat(ternary.at("/parameters/0/maximum").asInt()).isEqualTo(4096);
  }

  @Test
  void aPresetAnswersItsLayerTable() {
    var network = http.get("/v1/networks/vgg-ternary?input=3x32x32&classes=10&filters=16").json();

    long n = 16;
    assertThat(network.at("/table/total/ternaryWeights").asLong())
        .isEqualTo(27 * n + 279 * n * n + 32768 * n + 5120);
    assertThat(network.at("/table/total/devices").asLong())
        .isEqualTo(2 * network.at("/table/total/ternaryWeights").asLong());
    assertThat(network.at("/table/layers/0/output").toString()).isEqualTo("[16,32,32]");
    assertThat(network.at("/description/filters").asInt()).isEqualTo(16);
    assertThat(network.at("/description/binarize").asString()).isEqualTo("all");
    assertThat(network.path("description").has("layers")).isFalse();
  }

  @Test
  void theTableIsTextForATerminal() {
    var text = http.get("/v1/networks/mobilenet-v1?binarize=none", "Accept", "text/plain").text();

    assertThat(text).contains("4,231,976 parameters").contains("3 x 224 x 224, 1000 classes");
    assertThat(text.lines().filter(line -> line.startsWith("dense-1")))
        .singleElement()
        .asString()
        .contains("1,024,000 real");
  }

  @Test
  void theShapeOfADataSetStandsForInputAndClasses() {
    var network = http.get("/v1/networks/mlp?dataset=synthetic-digits&hidden=100,50").json();

    assertThat(network.at("/table/total/binaryWeights").asLong())
        .isEqualTo(784 * 100 + 100 * 50 + 50 * 10);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mlp?filters=3                         | 400 | filters
          mlp?hidden=0                          | 400 | hidden
          vgg-ternary?filters=0                 | 400 | filters
          vgg-ternary?filters=99999             | 400 | filters
          vgg-ternary?filter=3                  | 400 | filter
          vgg-ternary?binarize=some             | 400 | binarize
          vgg-ternary?input=3x0x32              | 400 | input
          vgg-ternary?input=3x32x32x32          | 400 | input
          vgg-ternary?input=999999999x999999999 | 400 | input
          vgg-ternary?classes=1                 | 400 | classes
          vgg-ternary?dataset=nothing           | 400 | dataset
          vgg-ternary?dataset=synthetic-digits&classes=10 | 400 | dataset
          vgg-binarynet?inflation=1e9           | 400 | inflation
          vgg-binarynet?inflation=NaN           | 400 | inflation
          mobilenet-v1?resolution=0             | 400 | resolution
          vgg-ternary?input=3x4x4               | 422 | /preset
          """)
  void badParametersAreNamed(String path, int status, String pointer) {
    var answer = http.get("/v1/networks/" + path);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
  }

  @Test
  void aStoredNetworkTrainsAndStays() {
    assertThat(store("mine").status()).isEqualTo(201);
    assertThat(store("mine").status()).isEqualTo(201);
    var other = http.post("/v1/networks", named("mine", LAYERS.replace("4", "5")));
    assertThat(other.status()).isEqualTo(409);
    assertThat(http.post("/v1/networks", named("mlp", LAYERS)).status()).isEqualTo(409);
    var shown = http.get("/v1/networks/mine").json();
    assertThat(shown.path("sha256").asString()).hasSize(64);
    assertThat(shown.has("table")).isFalse();
    assertThat(shown.at("/description/layers/3/name").asString()).isEqualTo("out");

    var accepted = http.post("/v1/trainings", training("{\"name\": \"mine\"}", "weak-reset"));

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    var training = http.finished(accepted.header("Location").orElseThrow(), PATIENCE);
    assertThat(training.path("state").asString()).as(training.toString()).isEqualTo("succeeded");
    assertThat(training.at("/spec/network/name").asString()).isEqualTo("mine");
    assertThat(training.at("/spec/network/layers")).hasSize(5);
    var layers = training.at("/result/layers");
    assertThat(layers).hasSize(2);
    assertThat(layers.at("/0/layer").asString()).isEqualTo("conv2d-1");
    assertThat(layers.at("/0/devices").asLong()).isEqualTo(2 * 4 * 9);
    assertThat(layers.at("/1/layer").asString()).isEqualTo("out");
    assertThat(layers.at("/1/inputs").asInt()).isEqualTo(4 * 13 * 13);
    var refused = http.send("DELETE", "/v1/networks/mine", TestHttp.nothing());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("detail").asString()).contains("the training ");
    // What is shown can be posted again, and is the same.
    var again = training(training.at("/spec/network").toString(), "weak-reset");
    var checked = http.post("/v1/trainings?validateOnly=true", again);
    assertThat(checked.status()).as(checked.text()).isEqualTo(200);
  }

  @Test
  void anUnusedNetworkGoes() {
    store("unused");

    assertThat(http.send("DELETE", "/v1/networks/unused", TestHttp.nothing()).status())
        .isEqualTo(204);
    assertThat(http.get("/v1/networks/unused").status()).isEqualTo(404);
    assertThat(http.send("DELETE", "/v1/networks/unused", TestHttp.nothing()).status())
        .isEqualTo(404);
    assertThat(http.send("DELETE", "/v1/networks/mlp", TestHttp.nothing()).status()).isEqualTo(409);
  }

  @Test
  void realLayersOfADeviceTrainingHaveNoDevices() {
    var network = "{\"binarize\": \"classifier\", \"layers\": " + LAYERS + "}";
    var accepted = http.post("/v1/trainings", training(network, "weak-reset"));

    var training = http.finished(accepted.header("Location").orElseThrow(), PATIENCE);

    assertThat(training.path("state").asString()).as(training.toString()).isEqualTo("succeeded");
    assertThat(training.at("/result/layers/0/devices").asLong()).isZero();
    assertThat(training.at("/result/layers/1/devices").asLong()).isEqualTo(2 * 676 * 10);
    assertThat(http.get("/").text()).contains("layers");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          {}                                                            | /network/preset
          {"preset": "mlp", "name": "x"}                                | /network/name
          {"name": "nowhere"}                                           | /network/name
          {"preset": "mlp", "filters": 3}                               | /network/filters
          {"preset": "vgg-ternary", "hidden": [3]}                      | /network/hidden
          {"preset": "vgg-ternry"}                                      | /network/preset
          {"preset": "vgg-binarynet", "inflation": 0}                   | /network/inflation
          {"layers": []}                                                | /network/layers
          {"layers": [{"kind": "dense"}], "filters": 3}                 | /network/filters
          {"layers": [{"kind": "dens"}]}                                | /network/layers/0/kind
          {"layers": [{"kind": "dense", "units": 0}]}                   | /network/layers/0/units
          {"layers": [{"kind": "dense", "units": -1}]}                  | /network/layers/0/units
          {"layers": [{"kind": "dense", "units": 1e12}]}                | /network/layers/0/units
          {"layers": [{"kind": "dense", "kernel": [3]}]}                | /network/layers/0/kernel
          {"layers": [{"kind": "dense", "units": 12}]}                  | /network/layers/0
          {"layers": [{"kind": "conv2d", "filters": 4}]}                | /network/layers/0/kernel
          {"layers": [{"kind": "conv2d", "kernel": [3]}]}               | /network/layers/0/filters
          {"layers": [{"kind": "conv2d", "filters": 4, "kernel": [0]}]} | /network/layers/0/kernel/0
          {"layers": [{"kind": "conv2d", "filters": 4, "kernel": [29]}, {"kind": "dense"}]} \
          | /network/layers/0
          {"layers": [{"kind": "conv1d", "filters": 4, "kernel": [3, 3]}]} | /network/layers/0
          {"layers": [{"kind": "max-pool", "kernel": [29]}, {"kind": "dense"}]} | /network/layers/0
          {"layers": [{"kind": "max-pool", "kernel": [2], "stride": [0]}]} \
          | /network/layers/0/stride/0
          {"layers": [{"kind": "max-pool", "stride": [2]}]}             | /network/layers/0/kernel
          {"layers": [{"kind": "activation", "function": "ternary", "threshold": -1}]} \
          | /network/layers/0/threshold
          {"layers": [{"kind": "activation", "function": "sign", "threshold": 1}]} \
          | /network/layers/0/threshold
          {"layers": [{"kind": "dropout"}]}                             | /network/layers/0/rate
          {"layers": [{"kind": "resize"}]}                              | /network/layers/0/factor
          {"layers": [{"kind": "resize", "factor": 1.5}]}               | /network/layers/0/factor
          {"layers": [{"kind": "resize", "rate": 0.5, "factor": 0.5}]}  | /network/layers/0/rate
          {"layers": [{"kind": "dropout", "rate": 1}]}                  | /network/layers/0/rate
          {"layers": [{"kind": "residual"}]}                            | /network/layers/0/body
          {"layers": [{"kind": "residual", "body": [{"kind": "dense", "units": 3}]}, \
          {"kind": "dense"}]} | /network/layers/0
          {"layers": [{"kind": "residual", "body": [{"kind": "dropout"}]}]} \
          | /network/layers/0/body/0/rate
          {"layers": [{"kind": "dense", "name": "a"}, {"kind": "dense", "name": "a"}]} \
          | /network/layers
          {"weights": "ternary", "layers": [{"kind": "dense"}]}         | /network/weights
          {"binarize": "none", "layers": [{"kind": "dense"}]}           | /network/weights
          """)
  void badNetworksAreRefusedAtSubmissionWithTheirPlace(String network, String pointer) {
    for (var query : List.of("", "?validateOnly=true")) {
      var answer = http.post("/v1/trainings" + query, training(network, "weak-reset"));

      assertThat(answer.status()).as(answer.text()).isEqualTo(422);
      assertThat(answer.json().at("/errors/0/pointer").asString())
          .as(answer.text())
          .isEqualTo(pointer);
    }
  }

  @Test
  void aPoolLargerThanItsInputIsNamedWithBothShapes() {
    var network =
        """
        {"layers": [{"kind": "conv2d", "filters": 4, "kernel": [3], "stride": [9]},
                    {"kind": "max-pool", "name": "late", "kernel": [4]}, {"kind": "dense"}]}
        """;

    var answer = http.post("/v1/trainings", training(network, "ideal"));

    assertThat(answer.json().path("detail").asString())
        .contains("ayer 1 (max-pool, late) over an input of 4 x 3 x 3")
        .contains("a kernel of 4 x 4");
  }

  private TestHttp.Answer store(String name) {
    return http.post("/v1/networks", named(name, LAYERS));
  }

  private static String named(String name, String layers) {
    return "{\"name\": \"%s\", \"layers\": %s}".formatted(name, layers);
  }

  private static String training(String network, String scheme) {
    return """
           {"dataset": "synthetic-digits", "trainSamples": 100, "testSamples": 50, "seed": 1,
            "epochs": 1, "batchSize": 50, "network": %s, "hardware": {"scheme": "%s"}}
           """
        .formatted(network, scheme);
  }

  private static List<String> names(JsonNode page) {
    return page.path("items").valueStream().map(item -> item.path("name").asString()).toList();
  }
}
