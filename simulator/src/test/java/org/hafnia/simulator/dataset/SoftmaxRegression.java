package org.hafnia.simulator.dataset;

import org.hafnia.simulator.random.RandomStream;

/** The linear classifier that a data set must not be too easy for; plain gradient descent. */
public final class SoftmaxRegression {

  private static final double FIRST_RATE = 0.01;
  private static final double LAST_RATE = 0.0005;

  private final Dataset data;
  private final float[][] weights;

  public SoftmaxRegression(Dataset data) {
    this.data = data;
    this.weights = new float[data.classes()][data.features() + 1];
  }

  /** Trains sample by sample with a falling rate; the accuracy on the test samples, 0..1. */
  public double train(int epochs) {
    float[] pixels = new float[data.features()];
    int n = data.train().count();
    for (int epoch = 0; epoch < epochs; epoch++) {
      double done = epoch / Math.max(1.0, epochs - 1);
      float rate = (float) (FIRST_RATE * Math.pow(LAST_RATE / FIRST_RATE, done));
      for (int i : order(n, epoch)) {
        data.train().copy(new int[] {i}, 0, 1, pixels);
        descend(pixels, data.train().label(i), rate);
      }
    }
    return accuracy(data.test());
  }

  double accuracy(Samples samples) {
    float[] pixels = new float[data.features()];
    int correct = 0;
    for (int i = 0; i < samples.count(); i++) {
      samples.copy(new int[] {i}, 0, 1, pixels);
      float[] p = probabilities(pixels);
      int best = 0;
      for (int c = 1; c < p.length; c++) {
        best = p[c] > p[best] ? c : best;
      }
      correct += best == samples.label(i) ? 1 : 0;
    }
    return (double) correct / samples.count();
  }

  private void descend(float[] pixels, int label, float rate) {
    float[] p = probabilities(pixels);
    for (int c = 0; c < p.length; c++) {
      float step = rate * (p[c] - (c == label ? 1 : 0));
      float[] w = weights[c];
      for (int j = 0; j < pixels.length; j++) {
        w[j] -= step * pixels[j];
      }
      w[pixels.length] -= step;
    }
  }

  private float[] probabilities(float[] pixels) {
    float[] p = new float[weights.length];
    float largest = Float.NEGATIVE_INFINITY;
    for (int c = 0; c < p.length; c++) {
      p[c] = dot(weights[c], pixels);
      largest = Math.max(largest, p[c]);
    }
    float sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = (float) Math.exp(p[c] - largest);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }

  // Four sums at once: the additions need not wait for one another.
  private static float dot(float[] w, float[] x) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int j = 0;
    for (; j + 3 < x.length; j += 4) {
      a += w[j] * x[j];
      b += w[j + 1] * x[j + 1];
      c += w[j + 2] * x[j + 2];
      d += w[j + 3] * x[j + 3];
    }
    for (; j < x.length; j++) {
      a += w[j] * x[j];
    }
    return a + b + c + d + w[x.length];
  }

  /** A different walk through all samples in every epoch. */
  private static int[] order(int n, int epoch) {
    return RandomStream.of(1, "softmax regression", 0).permutation(n, epoch);
  }
}
