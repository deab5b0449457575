package org.hafnia.simulator.training.loop;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.array.weights.WeightChannel;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.blocks.Parameter;
import org.hafnia.simulator.optimizer.ErrorPlane;
import org.hafnia.simulator.optimizer.Kernels;
import org.hafnia.simulator.optimizer.LatentPlane;
import org.hafnia.simulator.optimizer.WeightPlane;

/** The binary and ternary weights of a network, and what of them the engine is shown. */
public final class QuantisedWeights {

  private final Kernels kernels;
  private final List<Layer> layers = new ArrayList<>();
  private int weighted;

  QuantisedWeights(Kernels kernels) {
    this.kernels = kernels;
  }

  /** Those of a layer; {@code index} counts the layers with weights from 0. */
  record Layer(int index, boolean ternary, WeightPlane plane, Parameter parameter) {

    int size() {
      return plane.size();
    }
  }

  /** The next layer with weights. */
  void add(Precision precision, WeightPlane plane, Parameter parameter) {
    if (precision != Precision.REAL) {
      layers.add(new Layer(weighted, precision == Precision.TERNARY, plane, parameter));
    }
    weighted++;
  }

  /** From input to output. */
  List<Layer> layers() {
    return List.copyOf(layers);
  }

  /** How many layers have weights, real ones among them. */
  int weighted() {
    return weighted;
  }

  /** Shows weights on their way through a channel; how many are read other than meant. */
  long show(Layer layer, long step, WeightChannel channel, long key, long number) {
    var memory = layer.parameter().memory();
    long wrong = kernels.read(layer.plane(), step, channel, key, number, memory);
    layer.parameter().push();
    return wrong;
  }

  /** Zeros among the weights that are meant. */
  long zeros(Layer layer, long step) {
    return kernels.zeros(layer.plane(), step);
  }

  /** Shows latent weights as they are meant, without errors of passes or of tests. */
  public void showMeant(long step) {
    for (var layer : layers) {
      if (layer.plane() instanceof ErrorPlane || layer.plane() instanceof LatentPlane) {
        kernels.readMeant(layer.plane(), step, layer.parameter().memory());
        layer.parameter().push();
      }
    }
  }

  /** Shows the weights of the last pass again, with its errors. */
  public void showErrors(long step) {
    for (var layer : layers) {
      if (layer.plane() instanceof ErrorPlane) {
        kernels.read(layer.plane(), step, layer.parameter().memory());
        layer.parameter().push();
      }
    }
  }
}
