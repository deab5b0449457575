package org.hafnia.service.datasets.preview;

import org.hafnia.simulator.dataset.Samples;

/** The least and the largest number of a sample, or of a part of it. */
record Range(float least, float largest) {

  static Range of(Samples samples, int sample) {
    return of(samples, sample, 0, samples.features());
  }

  static Range of(Samples samples, int sample, int from, int to) {
    float least = Float.MAX_VALUE;
    float largest = -Float.MAX_VALUE;
    for (int j = from; j < to; j++) {
      float value = samples.value(sample, j);
      least = Math.min(least, value);
      largest = Math.max(largest, value);
    }
    return new Range(least, largest);
  }

  /** Never 0. */
  float width() {
    return Math.max(largest - least, Float.MIN_NORMAL);
  }
}
