package org.hafnia.simulator.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerListTest {

  private static final Optional<String> UNNAMED = Optional.empty();
  private static final Layer OUTPUT =
      new Layer.Dense(UNNAMED, OptionalInt.empty(), true, Optional.empty());
  private static final TensorShape IMAGE = TensorShape.of(3, 8, 8);

  @Test
  void sizesFollowFromTheSample() {
    var layers =
        list(conv(2, 4, Window.of(3, 2, 1)), new Layer.Flatten(UNNAMED), OUTPUT)
            .layers(TensorShape.of(28, 28), 10);

    assertThat(layers).extracting(LayerDescription::input).first().hasToString("1 x 28 x 28");
    assertThat(layers)
        .extracting(layer -> layer.output().toString())
        .containsExactly("4 x 14 x 14", "784", "10");
  }

  @Test
  void rowsAndColumnsAreTimeToAConvolutionOverTime() {
    var layers = list(conv(1, 4, Window.of(5, 1, 0)), OUTPUT).layers(TensorShape.of(12, 100), 2);

    assertThat(layers.getFirst().output()).hasToString("4 x 96");
  }

  @Test
  void aPoolLargerThanItsInputIsNamedWithBothShapes() {
    var pool = new Layer.Pool(Optional.of("late"), true, Optional.of(Window.of(5, 5, 0)));

    assertProblem("layers/1", list(conv(2, 4, Window.of(3, 2, 1)), pool, OUTPUT), IMAGE)
        .isEqualTo(
            "layer 1 (max-pool, late) over an input of 4 x 4 x 4: a kernel of 5 x 5 is larger than"
                + " its input of 4 x 4 x 4");
  }

  @Test
  void aResidualOfTwoShapesIsNamedWithBothShapes() {
    var residual = new Layer.Residual(UNNAMED, List.of(conv(2, 4, Window.of(3, 2, 1))), List.of());

    assertProblem("layers/0", list(residual, OUTPUT), IMAGE)
        .isEqualTo(
            "layer 0 (residual, residual-1) over an input of 3 x 8 x 8: its body makes 4 x 4 x 4,"
                + " but its input is 3 x 8 x 8");
  }

  @Test
  void aLayerWithinAResidualIsFound() {
    var residual = new Layer.Residual(UNNAMED, List.of(conv(1, 4, Window.of(3, 1, 1))), List.of());

    assertProblem("layers/0/body/0", list(residual, OUTPUT), IMAGE)
        .contains("layer 0 body 0 (conv1d, conv1d-1)")
        .contains("3 x 8 x 8 has 3 extents, not 2");
  }

  @Test
  void aLastLayerThatDoesNotGiveTheClassesIsNamed() {
    var twelve = new Layer.Dense(UNNAMED, OptionalInt.of(12), true, Optional.empty());

    assertProblem("layers/0", list(twelve), IMAGE)
        .isEqualTo("the last layer, 0 (dense), makes 12, but 10 classes need a shape of 10");
    assertProblem("layers/0", list(conv(2, 10, Window.of(3, 1, 1))), IMAGE)
        .contains("makes 10 x 8 x 8");
  }

  @Test
  void aConvolutionWithoutRoomIsNamed() {
    assertProblem("layers/0", list(conv(2, 4, Window.of(9, 1, 0)), OUTPUT), IMAGE)
        .contains("a kernel of 9 x 9 is larger than its input of 3 x 8 x 8");
    assertProblem("layers/0", list(conv(2, 4, Window.of(3, 1, 1)), OUTPUT), TensorShape.of(784))
        .contains("its input of 784 has 1 extents, not 3");
  }

  @Test
  void groupsMustDivideChannelsAndFilters() {
    var two =
        new Layer.Convolution(
            UNNAMED,
            2,
            OptionalInt.of(4),
            Window.of(3, 1, 1),
            OptionalInt.of(2),
            false,
            Optional.empty());

    assertProblem("layers/0", list(two, OUTPUT), IMAGE)
        .contains("4 filters in 2 groups over an input of 3 x 8 x 8");
  }

  @Test
  void whatWouldBeTooLargeIsNamed() {
    assertProblem("layers/0", list(conv(2, 1_000_000, Window.of(1, 1, 9999)), OUTPUT), IMAGE)
        .contains("each extent is at least 1, all together at most");
    assertProblem(
            "layers/0",
            list(
                new Layer.Dense(UNNAMED, OptionalInt.of(1_000_000), true, Optional.empty()),
                OUTPUT),
            TensorShape.of(3, 100, 100))
        .contains("30000 x 1000000 weights");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 1_000_001, Integer.MAX_VALUE})
  void noSizeIsZeroNegativeOrHuge(int size) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Layer.Dense(UNNAMED, OptionalInt.of(size), true, Optional.empty()))
        .withMessageStartingWith("units is " + size);
    assertThatIllegalArgumentException().isThrownBy(() -> conv(2, size, Window.of(3, 1, 1)));
    assertThatIllegalArgumentException().isThrownBy(() -> Window.of(size, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Window.of(1, size, 0));
    if (size != 0) {
      assertThatIllegalArgumentException().isThrownBy(() -> Window.of(1, 1, size));
    }
  }

  @Test
  void thresholdsAndRatesHaveTheirRanges() {
    for (double threshold : new double[] {-0.1, Double.NaN, Double.NEGATIVE_INFINITY, 1e300}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new Layer.Activate(UNNAMED, Optional.of(ActivationFunction.TERNARY), threshold));
    }
    for (double rate : new double[] {-0.1, 1, 2, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Layer.Dropout(UNNAMED, rate));
    }
  }

  @Test
  void namesAreGivenOrCounted() {
    var named = new Layer.BatchNorm(Optional.of("conv2d-2"));

    assertThat(list(conv(2, 4, Window.of(3, 1, 1)), named, OUTPUT).names())
        .containsExactly("conv2d-1", "conv2d-2", "dense-1");
    assertThatExceptionOfType(LayerProblem.class)
        .isThrownBy(
            () -> list(conv(2, 4, Window.of(3, 1, 1)), conv(2, 4, Window.of(3, 1, 1)), named))
        .withMessage("two layers have the name conv2d-2");
  }

  @Test
  void residualsMayNotNestForever() {
    Layer inner = OUTPUT;
    for (int i = 0; i < 9; i++) {
      inner = new Layer.Residual(UNNAMED, List.of(inner), List.of());
    }
    var deepest = inner;

    assertThatExceptionOfType(LayerProblem.class)
        .isThrownBy(() -> list(deepest))
        .withMessageContaining("at most 8 deep");
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertProblem(
      String path, LayerList list, TensorShape input) {
    try {
      list.layers(input, 10);
    } catch (LayerProblem problem) {
      assertThat(problem.path()).isEqualTo(path);
      return assertThat(problem.detail());
    }
    throw new AssertionError("no problem");
  }

  private static LayerList list(Layer... layers) {
    return new LayerList(List.of(layers), Binarize.ALL, Precision.BINARY, Precision.BINARY);
  }

  private static Layer conv(int directions, int filters, Window window) {
    return new Layer.Convolution(
        UNNAMED,
        directions,
        OptionalInt.of(filters),
        window,
        OptionalInt.of(1),
        false,
        Optional.empty());
  }
}
