package org.hafnia.service.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.hafnia.service.web.CanonicalJson;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {

  @Test
  void aPerceptronKeepsTheDigestThatItHadBeforeThereWereOtherNetworks() {
    var before =
        Map.of(
            "preset",
            "mlp",
            "hidden",
            List.of(512, 64),
            "weights",
            "binary",
            "activations",
            "real");

    var now = NetworkSpec.mlp(List.of(512, 64), "binary", "real");

    assertThat(CanonicalJson.sha256(now)).isEqualTo(CanonicalJson.sha256(before));
    assertThat(now.description())
        .isEqualTo(new MlpDescription(List.of(512, 64), Precision.BINARY, Precision.REAL));
    assertThat(now.title()).isEqualTo("512-64");
  }
}
