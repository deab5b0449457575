package org.hafnia.service.console.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

  private static final String FIT =
      """
      {"id": "1", "name": "array-a-weak-reset", "spec": {"measurementSet": "array-a"},
       "links": {"self": "/v1/fits/1", "deviceModel": "/v1/device-models/array-a-weak-reset"},
       "result": {"family": "weak-reset", "variant": "two-slopes", "parameters": [
         {"symbol": "m1", "unit": "1/pulse", "values": {"location": 3.7e-5, "scale": 6.5e-4},
          "estimates": {
            "scale": {"identified": true, "confidence": 0.95, "standardError": 1.2e-5,
                      "low": 6.2e-4, "high": 6.8e-4},
            "location": {"identified": false, "confidence": 0.95, "method": "no slow device"}}},
         {"symbol": "alpha", "unit": "1", "values": {"value": 0.025}},
         {"symbol": "LRS", "unit": "ohm", "values": {"median": 5000, "cell": 0.13}}],
        "goodness": {"devices": 100, "points": 100100, "logLikelihood": 1234.5, "aic": -2447,
                     "bic": -2345, "heldOutLogLikelihood": 1.25,
                     "kolmogorovSmirnov": {"pValue": 0.4},
                     "andersonDarling": {"statistic": 2.5}},
        "warnings": ["m2 is not identified"], "timings": {"wallSeconds": 12.3},
        "plots": [{"href": "/v1/jobs/1/artifacts/traces.svg"}]}}
      """;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void printsEachParameterWithItsUncertainty() {
    print("fit", FIT);

    assertThat(out.toString(UTF_8))
        .contains("array-a-weak-reset: weak-reset, variant two-slopes", "95 % interval")
        .containsPattern("m1 scale +0\\.00065\\d* +1\\.2\\d*e-05 +0\\.00062\\d* to 0\\.00068\\d* ")
        .containsPattern("m1 location +3\\.7\\d*e-05 +not identified +1/pulse")
        .containsPattern("alpha +0\\.025\\d* +not fitted")
        .contains(
            "array-a: 100 devices, 100,100 points", "p = 0.4000, Anderson-Darling statistic 2.500")
        .containsPattern("LRS median +5000 +not fitted +ohm\\R")
        .containsPattern("LRS cell +0\\.1300 +not fitted\\R")
        .contains("m2 is not identified", "http://lab/v1/device-models/array-a-weak-reset");
  }

  @Test
  void tellsWhatOneAccuracyHidesAndNoEnergyWhereThereAreNoDevices() {
    print(
        "training",
        """
        {"id": "1", "name": "beats", "result": {"outcome": "completed", "bestEpoch": 1,
          "testAccuracy": {"value": 0.98, "low": 0.97, "high": 0.99, "confidence": 0.95,
                           "correct": 98, "total": 100},
          "testQuality": {"balancedAccuracy": 0.5, "perClass": [], "confusion": [],
            "rocArea": {"value": 0.75, "standardError": 0.01, "low": 0.73, "high": 0.77}},
          "epochs": [{"epoch": 1, "validationAccuracy": 0.9, "testAccuracy": 0.88},
                     {"epoch": 2, "validationAccuracy": 0.8, "testAccuracy": 0.98}],
          "layers": [{"layer": "dense-1", "devices": 0}], "pulses": 0, "energyMicrojoule": 0}}
        """);

    assertThat(out.toString(UTF_8))
        .contains("0.7500 (95 % interval 0.7300 to 0.7700); balanced accuracy 50.00 %")
        .contains("90.00 % at best, after epoch 1 of 2; 88.00 % of the test set then")
        .doesNotContain("energy");
  }

  @Test
  void tellsTheMediansOfStatesInOhm() {
    print(
        "fit",
        """
        {"id": "1", "name": "array-a", "result": {"family": "states", "variant": "empirical",
          "parameters": [
            {"symbol": "LRS", "unit": "ln(R/ohm)", "values": {"median": 8.517193, "cell": 0.1},
             "estimates": {"median": {"identified": true, "confidence": 0.95,
               "standardError": 0.01, "low": 8.497, "high": 8.537}}},
            {"symbol": "HRS", "unit": "ln(R/ohm)", "values": {"mu": 11.512925}}]}}
        """);

    assertThat(out.toString(UTF_8))
        .containsPattern("LRS +median 5000 ohm, 4900 to 5100 ohm\\R")
        .containsPattern("HRS +median 1\\.000e\\+05 ohm\\R");
  }

  @Test
  void tellsWhatErrorsDoToAModel() {
    print(
        "evaluation",
        """
        {"id": "1", "name": "digits", "spec": {"model": "digits-perceptron"}, "result": {
          "errorFree": {"value": 0.872, "low": 0.8566, "high": 0.8859},
          "points": [{"name": "error rate 0.01", "accuracy": 0.862, "draws": 1000,
                      "overDraws": {"low": 0.8587, "high": 0.8652}}],
          "losses": [{"lossPoints": 1, "errorRate": 0.01, "explanation": "One point at 0.01."}],
          "energy": {"totalJoule": 4.03e-8}, "engine": "packed-simd", "warnings": ["mind it"],
          "files": [{"href": "/v1/jobs/1/artifacts/accuracy.svg", "mediaType": "image/svg+xml"}]}}
        """);

    assertThat(out.toString(UTF_8))
        .contains("87.20 %  (95 % over test images 85.66 % to 88.59 %)")
        .containsPattern("86\\.20 % +error rate 0\\.01 +1,000 draws  \\(95 % over draws 85\\.87 %")
        .contains("One point at 0.01.", "40.3 nJ per inference", "packed-simd", "mind it");
  }

  @Test
  void namesWhatAnotherKindOfJobMade() {
    print("soak", "{\"id\": \"2\", \"links\": {\"self\": \"/v1/soaks/2\"}}");

    assertThat(out.toString(UTF_8)).contains("soak 2", "http://lab/v1/soaks/2");
  }

  private void print(String kind, String subject) {
    var lines = new PrintStream(out, true, UTF_8);
    new Report(lines, path -> URI.create("http://lab" + path))
        .print(kind, new JsonMapper().readTree(subject));
  }
}
