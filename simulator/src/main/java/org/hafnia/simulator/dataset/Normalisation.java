package org.hafnia.simulator.dataset;

import java.util.List;

/**
 * Mean and standard deviation per channel, in the units in which samples are read: a value v
 * becomes (v - mean) / sd when samples are copied to a network. What is stored does not change.
 *
 * @param mean one for every channel, or a single one for all
 * @param sd as many, each positive
 */
public record Normalisation(List<Float> mean, List<Float> sd) {

  public Normalisation {
    mean = List.copyOf(mean);
    sd = List.copyOf(sd);
    if (mean.isEmpty() || mean.size() != sd.size()) {
      throw new IllegalArgumentException(
          "%d means and %d standard deviations: must be as many, at least one"
              .formatted(mean.size(), sd.size()));
    }
    if (!mean.stream().allMatch(Float::isFinite)) {
      throw new IllegalArgumentException("means " + mean + ": must be finite");
    }
    if (!sd.stream().allMatch(s -> s > 0 && Float.isFinite(s))) {
      throw new IllegalArgumentException("standard deviations " + sd + ": must be positive");
    }
  }

  /** Of the samples themselves, in double precision, per channel. */
  public static Normalisation of(Samples samples) {
    int channels = samples.channels();
    int block = samples.features() / channels;
    double[] sum = new double[channels];
    double[] squares = new double[channels];
    for (int i = 0; i < samples.count(); i++) {
      for (int j = 0; j < samples.features(); j++) {
        double value = samples.value(i, j);
        sum[j / block] += value;
        squares[j / block] += value * value;
      }
    }
    double n = (double) samples.count() * block;
    var mean = new Float[channels];
    var sd = new Float[channels];
    for (int c = 0; c < channels; c++) {
      double centre = sum[c] / n;
      double variance = Math.max(squares[c] / n - centre * centre, 0);
      mean[c] = (float) centre;
      sd[c] = variance > 0 ? (float) Math.sqrt(variance) : 1f;
    }
    return new Normalisation(List.of(mean), List.of(sd));
  }

  Values.Affine affine(int channel) {
    int at = mean.size() == 1 ? 0 : channel;
    float gain = 1 / sd.get(at);
    return new Values.Affine(gain, -mean.get(at) * gain);
  }
}
