package org.hafnia.simulator.network.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.LayerDescription.Activation;
import org.hafnia.simulator.network.LayerDescription.BatchNorm;
import org.hafnia.simulator.network.LayerDescription.Dropout;
import org.hafnia.simulator.network.LayerDescription.Flatten;
import org.hafnia.simulator.network.LayerDescription.Pool;
import org.hafnia.simulator.network.LayerDescription.Residual;
import org.hafnia.simulator.network.LayerDescription.Resize;
import org.hafnia.simulator.network.LayerDescription.Weighted;
import org.hafnia.simulator.network.NetworkDescription;
import org.hafnia.simulator.network.Precision;
import org.hafnia.simulator.network.TensorShape;

/**
 * What a network takes, layer by layer. All is counted per sample of one forward pass.
 *
 * @param rows from input to output; a residual layer is followed by its body and its shortcut
 */
public record LayerTable(List<Row> rows) {

  private static final int REAL_BITS = 32;
  private static final int DEVICES_PER_WEIGHT = 2;

  public LayerTable {
    rows = List.copyOf(rows);
  }

  /**
   * One layer.
   *
   * @param kind as requests call it
   * @param values what enters it
   * @param realWeights weights that are 32-bit floats
   * @param binaryWeights weights of one bit
   * @param ternaryWeights weights of two bits
   * @param vectors biases, gammas and betas: trained, real
   * @param statistics running means and variances: kept, real, not trained
   * @param multiplyAccumulates products with a real factor
   * @param xnorOperations products of a quantised weight and a quantised value
   */
  public record Row(
      String name,
      String kind,
      TensorShape input,
      TensorShape output,
      Precision values,
      long realWeights,
      long binaryWeights,
      long ternaryWeights,
      long vectors,
      long statistics,
      long multiplyAccumulates,
      long xnorOperations) {

    /** Weights of any precision. */
    public long weights() {
      return realWeights + binaryWeights + ternaryWeights;
    }

    /** All that is trained. */
    public long parameters() {
      return weights() + vectors;
    }

    /** Memory in bit: 1 for a binary weight, 2 for a ternary one, 32 for what is real. */
    public long memoryBits() {
      return binaryWeights + 2 * ternaryWeights + REAL_BITS * (realWeights + vectors + statistics);
    }

    /** Devices in 2T2R cells: two for each quantised weight. */
    public long devices() {
      return DEVICES_PER_WEIGHT * (binaryWeights + ternaryWeights);
    }
  }

  /**
   * The table of a network.
   *
   * @throws IllegalArgumentException if the network does not fit the shape or the classes
   */
  public static LayerTable of(NetworkDescription network, TensorShape input, int classes) {
    return of(network.names(), network.layers(input, classes));
  }

  /** The table of layers that have no names of their own: they are counted from 1. */
  public static LayerTable of(List<LayerDescription> layers) {
    long count = LayerDescription.walk(layers).count();
    return of(LongStream.rangeClosed(1, count).mapToObj(String::valueOf).toList(), layers);
  }

  private static LayerTable of(List<String> names, List<LayerDescription> layers) {
    var counting = new Counting(names);
    counting.count(layers, Precision.REAL);
    return new LayerTable(counting.rows);
  }

  /** A quantity over all rows, as in {@code total(Row::memoryBits)}. */
  public long total(ToLongFunction<Row> quantity) {
    return rows.stream().mapToLong(quantity).sum();
  }

  /** Walks from input to output, and knows what values enter each layer. */
  private static final class Counting {

    private final List<Row> rows = new ArrayList<>();
    private final List<String> names;

    Counting(List<String> names) {
      this.names = names;
    }

    /** Counts layers that such values enter; what values leave them. */
    Precision count(List<LayerDescription> layers, Precision entering) {
      var values = entering;
      for (var layer : layers) {
        rows.add(row(names.get(rows.size()), layer, values));
        values = leaving(layer, values);
      }
      return values;
    }

    private Precision leaving(LayerDescription layer, Precision values) {
      return switch (layer) {
        case Activation some ->
            switch (some.function()) {
              case IDENTITY -> values;
              case SIGN, TERNARY, HARDTANH, RELU -> some.function().precision();
            };
        case Pool pool -> pool.max() ? values : Precision.REAL;
        // Inactive where products are counted: in inference.
        case Dropout dropout -> values;
        case Flatten flatten -> values;
        case Residual residual -> {
          count(residual.body(), values);
          count(residual.shortcut(), values);
          yield Precision.REAL;
        }
        case BatchNorm norm -> Precision.REAL;
        case Resize resize -> Precision.REAL;
        case Weighted weighted -> Precision.REAL;
      };
    }

    private static Row row(String name, LayerDescription layer, Precision values) {
      return switch (layer) {
        case Weighted weighted -> row(name, weighted, values);
        case BatchNorm norm -> row(name, norm, values, 2L * norm.input().channels());
        default -> row(name, layer, values, 0);
      };
    }

    /** A layer without weights. */
    private static Row row(String name, LayerDescription layer, Precision values, long vectors) {
      return new Row(
          name,
          layer.kind(),
          layer.input(),
          layer.output(),
          values,
          0,
          0,
          0,
          vectors,
          vectors,
          0,
          0);
    }

    private static Row row(String name, Weighted layer, Precision values) {
      long size = layer.size();
      long products = (long) layer.output().size() * layer.fanIn();
      boolean real = layer.weights() == Precision.REAL || values == Precision.REAL;
      return new Row(
          name,
          layer.kind(),
          layer.input(),
          layer.output(),
          values,
          layer.weights() == Precision.REAL ? size : 0,
          layer.weights() == Precision.BINARY ? size : 0,
          layer.weights() == Precision.TERNARY ? size : 0,
          layer.bias() ? layer.units() : 0,
          0,
          real ? products : 0,
          real ? 0 : products);
    }
  }
}
