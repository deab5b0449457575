package org.hafnia.simulator.inference.folding;

/** Errors of activations. */
public interface Strikes {

  /** No errors. */
  Strikes NONE =
      new Strikes() {
        @Override
        public boolean any() {
          return false;
        }

        @Override
        public void strike(int activation, int image, float[] values, int count) {}
      };

  /** Whether there are errors at all. */
  boolean any();

  /**
   * Changes the values of one activation of one sample in place.
   *
   * @param activation counts binary and ternary activations from 0, from input to output
   * @param image its number in the test set
   * @param values -1, 0 or 1, channel by channel
   * @param count of them
   */
  void strike(int activation, int image, float[] values, int count);
}
