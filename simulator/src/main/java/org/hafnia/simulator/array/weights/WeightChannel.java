package org.hafnia.simulator.array.weights;

/**
 * What lies between the weights that are meant and those that are read. What happens to a weight is
 * a function of key, number and its place, so that it depends neither on threads nor on how the
 * ranges are cut.
 */
public interface WeightChannel {

  /** Ranges start at a multiple of this. */
  int BLOCK = 1024;

  /**
   * Turns the weights {@code from .. from + length - 1}, which are -1, 0 or +1, into those that are
   * read, in place.
   *
   * @param key of the random numbers: seed, purpose and layer
   * @param number of the read, a step or a draw
   * @param from a multiple of {@link #BLOCK}
   * @param length a multiple of {@link #BLOCK}, or up to the last weight
   * @param weight weight i at index i
   */
  void pass(long key, long number, int from, int length, float[] weight);
}
