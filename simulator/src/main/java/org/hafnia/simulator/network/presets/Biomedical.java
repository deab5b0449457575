package org.hafnia.simulator.network.presets;

import java.util.List;
import org.hafnia.simulator.network.NetworkDescription;
import org.hafnia.simulator.network.TensorShape;
import org.hafnia.simulator.network.Window;

/** The networks of the group's work on medical signals. */
final class Biomedical {

  static final Preset ECG =
      new Preset(
          "ecg-cnn",
          "Inverted electrodes of a 12-lead electrocardiogram",
          "arXiv 2006.11595: five convolutions over time and two dense layers on 12 leads. Chosen"
              + " here: kernels of 13, 11, 9, 7 and 5 samples with padding that keeps the length,"
              + " 32 filters each, a max pool of 2 and batch norm after each convolution, 75"
              + " neurons, no bias",
          List.of(
              PresetParameter.integer("filters", 32, 1, 4096, "Of each convolution"),
              dropout(),
              Preset.augmentation(),
              Preset.binarize(),
              Preset.weights("binary"),
              Preset.activations()),
          TensorShape.of(12, 750),
          2,
          Biomedical::ecg);

  static final Preset EEG =
      new Preset(
          "eeg-cnn",
          "Motor imagery in an electroencephalogram",
          "arXiv 2006.11595, after Dose et al. 2018: convolution over 30 samples with 40 filters,"
              + " over 64 electrodes with 40 filters, average pool of 30 samples in steps of 15,"
              + " 80 neurons. Chosen here: padding of half the kernel in time; batch norm and an"
              + " activation after the second convolution, the pool and the dense layer; no bias",
          List.of(
              PresetParameter.integer("filters", 40, 1, 4096, "Of each convolution"),
              PresetParameter.integer("electrodes", 64, 1, 1024, "Rows of a sample"),
              dropout(),
              Preset.augmentation(),
              Preset.binarize(),
              Preset.weights("binary"),
              Preset.activations()),
          TensorShape.of(64, 640),
          2,
          Biomedical::eeg);

  private static final int[] ECG_KERNELS = {13, 11, 9, 7, 5};
  private static final int ECG_NEURONS = 75;
  private static final int EEG_KERNEL = 30;
  private static final int EEG_NEURONS = 80;

  private Biomedical() {}

  private static PresetParameter dropout() {
    return PresetParameter.number(
        "dropout", 0, 0, 0.95, "Fraction dropped before the dense layers in training");
  }

  private static NetworkDescription ecg(PresetValues values) {
    int filters = values.filters(values.integer("filters"));
    var stack = new Stack(false);
    for (int kernel : ECG_KERNELS) {
      stack.convolution(1, filters, Window.of(kernel, 1, kernel / 2)).maxPool(2);
      stack.norm().activation();
    }
    return classifier(stack, ECG_NEURONS, values);
  }

  private static NetworkDescription eeg(PresetValues values) {
    int filters = values.filters(values.integer("filters"));
    var time = new Window(List.of(1, EEG_KERNEL), List.of(1, 1), List.of(0, EEG_KERNEL / 2));
    var space = new Window(List.of(values.integer("electrodes"), 1), List.of(1, 1), List.of(0, 0));
    var pool = new Window(List.of(1, EEG_KERNEL), List.of(1, EEG_KERNEL / 2), List.of(0, 0));
    var stack = new Stack(false);
    stack.convolution(2, filters, time);
    stack.convolution(2, filters, space).norm().activation();
    stack.averagePool(pool).norm().activation();
    return classifier(stack, EEG_NEURONS, values);
  }

  private static NetworkDescription classifier(Stack stack, int neurons, PresetValues values) {
    stack.dropout(values.number("dropout")).dense(neurons).norm().activation();
    return stack.classes(false).norm().quantised(values);
  }
}
