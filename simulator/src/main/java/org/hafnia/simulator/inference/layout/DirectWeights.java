package org.hafnia.simulator.inference.layout;

import java.nio.FloatBuffer;
import org.hafnia.simulator.inference.kernel.WordKernel;

/**
 * The binary or ternary weights of a layer that sees real values, as {@link WordKernel#dots} wants
 * them: in doubles, in which sums of floats of like size are exact.
 */
public final class DirectWeights {

  private final int unitsPerGroup;
  private final int tiles;
  private final int fanIn;
  private final double[] weight;

  /** Takes weights that lie row-major: units x inputs. */
  public DirectWeights(int groups, int units, FloatBuffer values) {
    unitsPerGroup = units / groups;
    tiles = Math.ceilDiv(unitsPerGroup, WordKernel.DOTS);
    fanIn = values.limit() / units;
    weight = new double[groups * tiles * fanIn * WordKernel.DOTS];
    for (int i = 0; i < values.limit(); i++) {
      set(i, (int) values.get(i));
    }
  }

  /** Changes a weight, whose place is that in the row-major array. */
  public void set(int index, int value) {
    int unit = index / fanIn;
    int inGroup = unit % unitsPerGroup;
    int at = at(unit / unitsPerGroup, inGroup / WordKernel.DOTS);
    weight[at + index % fanIn * WordKernel.DOTS + inGroup % WordKernel.DOTS] = value;
  }

  /** Where the weights of a tile start. */
  public int at(int group, int tile) {
    return (group * tiles + tile) * fanIn * WordKernel.DOTS;
  }

  /** Tiles of a group. */
  public int tiles() {
    return tiles;
  }

  /** Units of a group. */
  public int unitsPerGroup() {
    return unitsPerGroup;
  }

  /** Inputs of a unit. */
  public int fanIn() {
    return fanIn;
  }

  /** All of them. */
  public double[] weights() {
    return weight;
  }
}
