package org.hafnia.simulator.network.presets;

import java.util.List;
import org.hafnia.simulator.network.NetworkDescription;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.Window;

/** Six convolutions of 3 x 3, a max pool after every second one, then dense layers. */
final class Vgg {

  static final Preset BINARYNET =
      new Preset(
          "vgg-binarynet",
          "The CIFAR-10 network of the weak-RESET paper",
          "arXiv 2107.06064 and its public repository Atreya95/Learning-with-memory-device-"
              + "imperfections, after Courbariaux et al. 2016: conv 384-384-MP-768-768-MP-1536-512-"
              + "MP, dense 1024-1024-classes at inflation 3, bias and batch norm with each layer,"
              + " pools before the norms",
          List.of(
              PresetParameter.number(
                  "inflation",
                  3,
                  1.0 / 64,
                  64,
                  "Factor on 128, 128, 256, 256 and 512 filters; the sixth convolution keeps 512"),
              Preset.augmentation(),
              Preset.binarize(),
              Preset.weights("binary"),
              Preset.activations()),
          TensorShape.of(3, 32, 32),
          10,
          Vgg::binarynet);

  static final Preset TERNARY =
      new Preset(
          "vgg-ternary",
          "The network that compares ternary with binary weights",
          "public repository Laborieux-Axel/Quantized_VGG of arXiv 2007.14234: conv N-N-MP-2N-2N-"
              + "MP-4N-4N-MP, dense 512-classes, batch norm with each layer, no bias:"
              + " 27N + 279N^2 + 32768N + 5120 weights for 3 x 32 x 32 and ten classes",
          List.of(
              PresetParameter.integer("filters", 64, 1, 4096, "N, of the first convolution"),
              Preset.augmentation(),
              Preset.binarize(),
              Preset.weights("ternary"),
              Preset.activations()),
          TensorShape.of(3, 32, 32),
          10,
          Vgg::ternary);

  private static final Window THREE = Window.of(3, 1, 1);

  private Vgg() {}

  private static NetworkDescription binarynet(PresetValues values) {
    double factor = values.number("inflation");
    var stack = new Stack(true);
    pair(stack, values.filters(128 * factor), values.filters(128 * factor));
    pair(stack, values.filters(256 * factor), values.filters(256 * factor));
    pair(stack, values.filters(512 * factor), values.filters(512));
    stack.dense(1024).norm().activation();
    stack.dense(1024).norm().activation();
    return stack.classes(true).norm().quantised(values);
  }

  private static NetworkDescription ternary(PresetValues values) {
    int filters = values.integer("filters");
    var stack = new Stack(false);
    for (int factor = 1; factor <= 4; factor *= 2) {
      int wide = values.filters((double) factor * filters);
      pair(stack, wide, wide);
    }
    stack.dense(512).norm().activation();
    return stack.classes(false).norm().quantised(values);
  }

  private static void pair(Stack stack, int first, int second) {
    stack.convolution(2, first, THREE).norm().activation();
    stack.convolution(2, second, THREE).maxPool(2).norm().activation();
  }
}
