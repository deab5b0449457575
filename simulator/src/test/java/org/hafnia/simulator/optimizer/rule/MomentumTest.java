package org.hafnia.simulator.optimizer.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentumTest {

  @Test
  void withoutMomentumTheUpdateIsTheGradientTimesTheRate() {
    var rule = Rule.sgd(0);
    float[] values = {1, -2, 0.5f};

    rule.moments(3).update(rule.step(1, 0.25, 0), 0, 3, values);

    assertThat(values).containsExactly(-0.25f, 0.5f, -0.125f);
    assertThat(rule.bytes()).isZero();
  }

  @Test
  void aConstantGradientReachesTheRateOverOneMinusMomentum() {
    var rule = Rule.sgd(0.5);
    var moments = rule.moments(1);
    float[] value = new float[1];
    for (int step = 1; step <= 60; step++) {
      value[0] = 1;
      moments.update(rule.step(step, 0.1, 0), 0, 1, value);
    }

    assertThat(value[0]).isEqualTo(-0.2f);
  }

  @Test
  void goesOnFromItsStateWithTheSameBits() throws IOException {
    var rule = Rule.sgd(0.9);
    var moments = rule.moments(2);
    moments.update(rule.step(1, 0.1, 0), 0, 2, new float[] {0.3f, -7});
    var bytes = new ByteArrayOutputStream();
    moments.writeState(new DataOutputStream(bytes));
    var restored = rule.moments(2);
    restored.readState(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    float[] one = {0.1f, 0.2f};
    float[] other = one.clone();

    moments.update(rule.step(2, 0.1, 0), 0, 2, one);
    restored.update(rule.step(2, 0.1, 0), 0, 2, other);

    assertThat(other).containsExactly(one);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 2, Double.NaN})
  void momentumMustStayBelowOne(double momentum) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rule.sgd(momentum))
        .withMessageContaining("momentum is " + momentum);
  }
}
