package org.hafnia.simulator.inference.energy;

import java.util.List;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.table.LayerTable;

/**
 * Energy of classifying one sample where quantised weights stay in the array and are sensed for
 * every product:
 *
 * <pre>
 *   E = n_s E_s + n_p E_p + n_i E_i + n_r E_r + n_b E_b
 * </pre>
 *
 * n_s products of quantised weights, each one sensing; n_p those of them with quantised values, an
 * XNOR and its place in the count; n_i the others, additions of a real input under a sign; n_r
 * products of real weights; n_b bits that a layer with weights reads and writes, its values (1 bit
 * binary, 2 ternary, 8 real inputs of the first layer, 32 others) and its real weights, biases and
 * thresholds (32). Dropped: control, clock, input and output pads.
 *
 * @param senseOperations n_s
 * @param popcountOperations n_p
 * @param inputAdditions n_i
 * @param realProducts n_r
 * @param memoryBits n_b
 * @param parameters the energies of the steps
 */
public record InferenceEnergy(
    long senseOperations,
    long popcountOperations,
    long inputAdditions,
    long realProducts,
    long memoryBits,
    EnergyParameters parameters) {

  private static final int REAL_BITS = 32;
  private static final int INPUT_BITS = 8;

  /** The energy of a network with these layers. */
  public static InferenceEnergy of(List<LayerDescription> layers, EnergyParameters parameters) {
    long xnor = 0;
    long inputs = 0;
    long real = 0;
    long bits = 0;
    boolean first = true;
    for (var row : LayerTable.of(layers).rows()) {
      xnor += row.xnorOperations();
      boolean quantised = row.binaryWeights() + row.ternaryWeights() > 0;
      inputs += quantised ? row.multiplyAccumulates() : 0;
      real += quantised ? 0 : row.multiplyAccumulates();
      bits += (long) REAL_BITS * (row.realWeights() + row.vectors());
      if (row.weights() > 0) {
        // Read by this layer, and written by the one before, unless they came from outside.
        bits += (long) row.input().size() * bits(row.values(), first) * (first ? 1 : 2);
        first = false;
      }
    }
    return new InferenceEnergy(xnor + inputs, xnor, inputs, real, bits, parameters);
  }

  private static int bits(Precision values, boolean first) {
    return switch (values) {
      case BINARY -> 1;
      case TERNARY -> 2;
      case REAL -> first ? INPUT_BITS : REAL_BITS;
    };
  }

  /** Of sensing, in joule. */
  public double senseJoule() {
    return senseOperations * parameters.sense().joule();
  }

  /** Of XNOR and population counts, in joule. */
  public double popcountJoule() {
    return popcountOperations * parameters.popcount().joule();
  }

  /** Of real inputs and real weights, in joule. */
  public double realJoule() {
    return inputAdditions * parameters.inputAdd().joule()
        + realProducts * parameters.realProduct().joule();
  }

  /** Of values, thresholds and real weights in memory, in joule. */
  public double memoryJoule() {
    return memoryBits * parameters.memoryBit().joule();
  }

  /** All together, in joule. */
  public double totalJoule() {
    return senseJoule() + popcountJoule() + realJoule() + memoryJoule();
  }
}
