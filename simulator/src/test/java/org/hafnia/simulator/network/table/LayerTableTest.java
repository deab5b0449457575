package org.hafnia.simulator.network.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hafnia.simulator.network.Binarize;
import org.hafnia.simulator.network.Layer;
import org.hafnia.simulator.network.LayerList;
import org.hafnia.simulator.network.MlpDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.Window;
import org.hafnia.simulator.network.table.LayerTable.Row;
import org.junit.jupiter.api.Test;

/** Against numbers worked out by hand. */
class LayerTableTest {

  private static final Optional<String> UNNAMED = Optional.empty();

  @Test
  void countsAPerceptron() {
    var mlp = new MlpDescription(List.of(100), Precision.BINARY, Precision.BINARY);

    var table = LayerTable.of(mlp, TensorShape.of(28, 28), 10);

    assertThat(table.rows()).extracting(Row::name).startsWith("hidden 1", "norm 1");
    assertThat(table.total(Row::weights)).isEqualTo(78_400 + 1000);
    assertThat(table.total(Row::vectors)).isEqualTo(3 * 100 + 3 * 10);
    assertThat(table.total(Row::statistics)).isEqualTo(2 * 110);
    assertThat(table.total(Row::memoryBits)).isEqualTo(79_400 + 32 * (330 + 220));
    assertThat(table.total(Row::devices)).isEqualTo(2 * 79_400);
    // Real pixels enter the first layer, signs the second.
    assertThat(table.total(Row::multiplyAccumulates)).isEqualTo(78_400);
    assertThat(table.total(Row::xnorOperations)).isEqualTo(1000);
  }

  @Test
  void countsConvolutionsOfEveryPrecision() {
    var table = LayerTable.of(convolutions(), TensorShape.of(3, 8, 8), 5);

    assertThat(table.rows())
        .extracting(Row::name)
        .containsExactly(
            "conv2d-1",
            "batch-norm-1",
            "activation-1",
            "stem",
            "max-pool-1",
            "batch-norm-2",
            "activation-2",
            "dense-1");
    var stem = table.rows().get(3);
    assertThat(stem.input()).isEqualTo(TensorShape.of(4, 8, 8));
    assertThat(stem.output()).isEqualTo(TensorShape.of(6, 4, 4));
    // Two groups: 3 x 3 over two channels each.
    assertThat(stem.ternaryWeights()).isEqualTo(6 * 2 * 9);
    assertThat(stem.xnorOperations()).isEqualTo(6 * 4 * 4 * 2 * 9);
    assertThat(stem.memoryBits()).isEqualTo(2 * 108 + 32 * 6);
    assertThat(stem.devices()).isEqualTo(216);
    var first = table.rows().getFirst();
    assertThat(first.realWeights()).isEqualTo(4 * 3 * 9);
    assertThat(first.multiplyAccumulates()).isEqualTo(64 * 4 * 27);
    assertThat(first.memoryBits()).isEqualTo(32 * 108);
    var dense = table.rows().getLast();
    assertThat(dense.binaryWeights()).isEqualTo(6 * 2 * 2 * 5);
    assertThat(dense.xnorOperations()).isEqualTo(120);
  }

  @Test
  void countsBothBranchesOfAResidual() {
    var body = conv(4, 1, false, Precision.BINARY, UNNAMED, 1);
    var list =
        new LayerList(
            List.of(
                new Layer.Activate(UNNAMED, Optional.empty(), 0.5),
                new Layer.Residual(UNNAMED, List.of(body), List.of(body)),
                new Layer.Dense(UNNAMED, OptionalInt.empty(), false, Optional.empty())),
            Binarize.ALL,
            Precision.BINARY,
            Precision.BINARY);

    var table = LayerTable.of(list, TensorShape.of(2, 3, 3), 5);

    assertThat(table.rows())
        .extracting(Row::name)
        .containsExactly("activation-1", "residual-1", "conv2d-1", "conv2d-2", "dense-1");
    // Sums of two branches are no longer signs.
    assertThat(table.total(Row::xnorOperations)).isEqualTo(2 * 4 * 9 * 18);
    assertThat(table.total(Row::multiplyAccumulates)).isEqualTo(36 * 5);
  }

  private static LayerList convolutions() {
    var norm = new Layer.BatchNorm(UNNAMED);
    var activation = new Layer.Activate(UNNAMED, Optional.empty(), 0.5);
    return new LayerList(
        List.of(
            conv(4, 1, false, Precision.REAL, UNNAMED, 1),
            norm,
            activation,
            conv(6, 2, true, Precision.TERNARY, Optional.of("stem"), 2),
            new Layer.Pool(UNNAMED, true, Optional.of(Window.of(2, 2, 0))),
            norm,
            activation,
            new Layer.Dense(UNNAMED, OptionalInt.empty(), false, Optional.empty())),
        Binarize.ALL,
        Precision.BINARY,
        Precision.BINARY);
  }

  @SuppressWarnings("checkstyle:ParameterNumber") // What a convolution is made of.
  private static Layer conv(
      int filters, int stride, boolean bias, Precision weights, Optional<String> name, int groups) {
    return new Layer.Convolution(
        name,
        2,
        OptionalInt.of(filters),
        Window.of(3, stride, 1),
        OptionalInt.of(groups),
        bias,
        Optional.of(weights));
  }
}
