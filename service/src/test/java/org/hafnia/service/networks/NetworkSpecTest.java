package org.hafnia.service.networks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hafnia.service.web.CanonicalJson;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {

  /** The network part of a spec when there was one preset. */
  private record Before(String preset, List<Integer> hidden, String weights, String activations) {}

  @Test
  void aPerceptronKeepsTheDigestThatItHadBeforeThereWereOtherNetworks() {
    var before = new Before("mlp", List.of(512, 64), "binary", "real");
    var now = NetworkSpec.mlp(List.of(512, 64), "binary", "real");

    assertThat(CanonicalJson.sha256(now)).isEqualTo(CanonicalJson.sha256(before));
    assertThat(now.description())
        .isEqualTo(new MlpDescription(List.of(512, 64), Precision.BINARY, Precision.REAL));
    assertThat(now.title()).isEqualTo("mlp 512-64");
  }
}
