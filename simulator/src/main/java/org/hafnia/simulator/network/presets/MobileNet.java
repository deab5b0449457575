package org.hafnia.simulator.network.presets;

import java.util.List;
import org.hafnia.simulator.network.Binarize;
import org.hafnia.simulator.network.NetworkDescription;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.Window;

/** A convolution, thirteen depthwise separable ones, the mean of each channel, a dense layer. */
final class MobileNet {

  static final Preset PRESET =
      new Preset(
          "mobilenet-v1",
          "MobileNet V1",
          "Howard et al. 2017 (arXiv 1704.04861), as in arXiv 2006.11595: 4.2 million parameters at"
              + " width 1 with 1000 classes, 1.0 million of them in the classifier. Resolution is"
              + " that of the samples; a resolution multiplier below 1 makes their pixels fewer"
              + " first, by means over areas. A quantised classifier has batch norm in the place of"
              + " its bias",
          List.of(
              PresetParameter.number("width", 1, 1.0 / 64, 64, "Factor on the filters"),
              PresetParameter.number(
                  "resolution", 1, 1.0 / 16, 1, "Factor on rows and columns of a sample"),
              Preset.augmentation(),
              Preset.binarize(),
              Preset.weights("binary"),
              Preset.activations()),
          TensorShape.of(3, 224, 224),
          1000,
          MobileNet::network);

  private static final int FIRST = 32;

  /** Filters of the separable convolutions; those before which the rows are halved are doubled. */
  private static final int[] FILTERS = {
    64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024
  };

  private static final List<Integer> HALVING = List.of(1, 3, 5, 11);

  private static final Window POINT = Window.of(1, 1, 0);

  private MobileNet() {}

  private static NetworkDescription network(PresetValues values) {
    double width = values.number("width");
    var stack = new Stack(false);
    double resolution = values.number("resolution");
    if (resolution < 1) {
      stack.resize(resolution);
    }
    stack.convolution(2, values.filters(width * FIRST), Window.of(3, 2, 1)).norm().activation();
    for (int i = 0; i < FILTERS.length; i++) {
      stack.depthwise(Window.of(3, HALVING.contains(i) ? 2 : 1, 1)).norm().activation();
      stack.convolution(2, values.filters(width * FILTERS[i]), POINT).norm().activation();
    }
    stack.averageOfAll();
    return values.binarize() == Binarize.NONE
        ? stack.classes(true).quantised(values)
        : stack.classes(false).norm().quantised(values);
  }
}
