package org.hafnia.simulator.training;

import org.hafnia.simulator.device.Imperfections;
import org.hafnia.simulator.device.LearningRule;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.pairs.WeakResetPairs;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.optimizer.DevicePlane;
import org.hafnia.simulator.optimizer.LatentPlane;
import org.hafnia.simulator.optimizer.RealPlane;
import org.hafnia.simulator.optimizer.WeightPlane;
import org.hafnia.simulator.optimizer.rule.Rule;
import org.hafnia.simulator.random.RandomStream;

/** Where the weights of the layers live. */
public sealed interface Hardware {

  /**
   * Makes the weights of one layer.
   *
   * @param rule of its updates
   * @param index counts the layers with weights from 0
   */
  WeightPlane weights(long seed, Rule rule, Weighted layer, int index);

  /**
   * Each binary weight is the sign of R_BL - R_BLb of a pair of devices, its only memory; real
   * weights are floats.
   *
   * @param model of the devices
   * @param imperfections which of them take part
   * @param learning what an update does to a pair
   */
  record WeakReset(WeakResetModel model, Imperfections imperfections, LearningRule learning)
      implements Hardware {

    @Override
    public WeightPlane weights(long seed, Rule rule, Weighted layer, int index) {
      if (layer.weights() == Precision.REAL) {
        return new Ideal().weights(seed, rule, layer, index);
      }
      return new DevicePlane(
          new WeakResetPairs(model, imperfections, learning, seed, index, layer.size()), rule);
    }
  }

  /** Floats: latent ones for binary weights, the weights themselves for real ones. */
  record Ideal() implements Hardware {

    @Override
    public WeightPlane weights(long seed, Rule rule, Weighted layer, int index) {
      var initial = RandomStream.of(seed, "ideal/initial", index);
      return switch (layer.weights()) {
        case BINARY, TERNARY -> new LatentPlane(layer.size(), layer.weights(), rule, initial);
        case REAL -> RealPlane.random(layer.size(), layer.fanIn(), rule, initial);
      };
    }
  }
}
