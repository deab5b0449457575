package org.hafnia.simulator.training.loop;

import java.util.ArrayList;
import java.util.List;
import org.hafnia.simulator.array.weights.WeightChannel;
import org.hafnia.simulator.array.weights.WeightModel;
import org.hafnia.simulator.device.use.DeviceUse;
import org.hafnia.simulator.random.RandomStream;

/** The binary and ternary weights of a network as some hardware gives them back, draw by draw. */
public final class DrawnWeights {

  private final QuantisedWeights shown;
  private final WeightModel model;
  private final long step;
  private final List<Layer> layers = new ArrayList<>();
  private long weights;
  private long wrong;

  /** What happens to the weights of a layer. */
  private record Layer(QuantisedWeights.Layer weights, WeightChannel channel, long key) {}

  /**
   * Makes ready to draw.
   *
   * @param purpose of the draws, for the address of their random numbers
   * @param step the last one of the training
   * @throws IllegalArgumentException where the hardware cannot hold the weights of a layer
   */
  public DrawnWeights(Learner learner, WeightModel model, long seed, String purpose, long step) {
    this.shown = learner.weights();
    this.model = model;
    this.step = step;
    for (var quantised : shown.layers()) {
      long key = RandomStream.of(seed, purpose, quantised.index()).key();
      layers.add(new Layer(quantised, model.channel(quantised.ternary()), key));
    }
  }

  /** Puts the weights of a draw in place of those that are meant. */
  public void show(long draw) {
    for (var layer : layers) {
      wrong += shown.show(layer.weights(), step, layer.channel(), layer.key(), draw);
      weights += layer.weights().size();
    }
  }

  /** Weights drawn so far. */
  public long weights() {
    return weights;
  }

  /** Those of them that were read other than meant. */
  public long wrong() {
    return wrong;
  }

  /** Share of wrong ones, without chance. */
  public double expectedErrorRate() {
    double errors = 0;
    long all = 0;
    for (var layer : layers) {
      long size = layer.weights().size();
      double zeros = (double) shown.zeros(layer.weights(), step) / size;
      errors += size * model.errorRate(layer.weights().ternary(), zeros);
      all += size;
    }
    return all == 0 ? 0 : errors / all;
  }

  /** What one draw gives to the devices of each layer, from input to output. */
  public List<DeviceUse> uses() {
    var uses = new ArrayList<DeviceUse>();
    for (int i = 0; i < shown.weighted(); i++) {
      uses.add(DeviceUse.none());
    }
    for (var layer : layers) {
      var of = layer.weights();
      uses.set(of.index(), model.use(of.size(), shown.zeros(of, step)));
    }
    return List.copyOf(uses);
  }
}
