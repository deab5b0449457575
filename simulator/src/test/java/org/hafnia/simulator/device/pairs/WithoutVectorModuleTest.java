package org.hafnia.simulator.device.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.junit.jupiter.api.Test;

class WithoutVectorModuleTest {

  @Test
  void usesTheScalarKernelAndSaysSo() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("Device kernels: scalar", "state " + Main.state());
  }

  /** What runs in a JVM of its own. */
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) {
      System.out.println("state " + state());
    }

    static PairBits state() {
      WeakResetPairs pairs =
          new WeakResetPairs(
              Hfo2WeakReset2021.model(), Imperfections.all(), LearningRule.REPROGRAM, 9, 0, 3000);
      for (int step = 1; step <= 10; step++) {
        pairs.apply(step, 0, 3000, KernelsAgreeTest.update(3000, step), new float[3000]);
      }
      return PairBits.of(pairs);
    }
  }
}
