package org.hafnia.simulator.fitting.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hafnia.simulator.fitting.pulse.likelihood.Setting;
import org.hafnia.simulator.fitting.pulse.likelihood.Variant;
import org.hafnia.simulator.fitting.pulse.population.Hyper;
import org.junit.jupiter.api.Test;

class SelfCheckTest {

  private static final Setting SETTING = new Setting(Variant.CONSTANT, true, false, true, 1e-6, 0);

  @Test
  void givesUpWhatRefitsDoNotFindAgain() {
    var verdict = check(0.78, 0.80, 0.82, 0.79, 0.81).judge(h -> h.x[Hyper.UPPER], 0.02, 1);

    assertThat(verdict.lacking())
        .isEqualTo("not recovered from the model's own samples: bias -20 %");
  }

  @Test
  void givesUpWhatRefitsScatterFarMoreThanStated() {
    var verdict = check(0.9, 1.1, 0.95, 1.05, 1.0).judge(h -> h.x[Hyper.UPPER], 0.01, 1);

    assertThat(verdict.lacking()).contains("scatter 7.9 times the standard error");
  }

  @Test
  void takesASmallBiasOffAndWidensTheError() {
    var verdict = check(0.94, 0.95, 0.96, 0.95, 0.95).judge(h -> h.x[Hyper.UPPER], 0.01, 1);

    assertThat(verdict.lacking()).isEmpty();
    assertThat(verdict.bias()).isCloseTo(-0.05, within(1e-9));
    assertThat(verdict.error()).isBetween(0.015, 0.025);
  }

  @Test
  void leavesAloneWhatRefitsFindAgain() {
    var verdict = check(0.99, 1.01, 1.0, 1.02, 0.98).judge(h -> h.x[Hyper.UPPER], 0.02, 1);

    assertThat(verdict).isEqualTo(new SelfCheck.Verdict("", 0, 0.02, 1));
  }

  /** Refits that found those upper bounds where 1 was true. */
  private static SelfCheck check(double... found) {
    List<Hyper> refits = Arrays.stream(found).mapToObj(SelfCheckTest::hyper).toList();
    return new SelfCheck(hyper(1), refits, 10, 10);
  }

  private static Hyper hyper(double upper) {
    double[] x = new double[Hyper.SHAPE];
    x[Hyper.UPPER] = upper;
    return new Hyper(SETTING, x);
  }
}
