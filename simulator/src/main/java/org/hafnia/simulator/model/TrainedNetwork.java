package org.hafnia.simulator.model;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hafnia.simulator.dataset.Normalisation;
import org.hafnia.simulator.dataset.Samples;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.TensorShape;

/**
 * A trained network: its layers, and the numbers it computes with. Layers with weights are counted
 * from 1, from input to output, those within residual layers included (body, then shortcut).
 *
 * <p>Names of the arrays: {@code layerN.weight} (outputs x inputs, or filters x channels per group
 * x kernel) holds the weights as they are read: exactly -1 or 1 where they are binary, -1, 0 or 1
 * where they are ternary; {@code layerN.bias}; {@code layerN.gamma}, {@code .beta}, {@code .mean}
 * and {@code .variance} of a batch norm after layer N ({@code layerN.2.gamma} of a second one);
 * and, where binary or ternary weights were taken from real numbers, these as {@code
 * layerN.latent}. A network trained on samples normalised per channel has {@code input.mean} and
 * {@code input.sd}: what enters the first layer is (x - mean) / sd.
 *
 * @param layers every size known, from input to output
 * @param arrays parameters, then the statistics of batch norms, then latent weights, each from
 *     input to output
 */
public record TrainedNetwork(List<LayerDescription> layers, List<NamedArray> arrays) {

  private static final String LATENT = ".latent";
  private static final String INPUT = "input.";
  private static final String MEAN = INPUT + "mean";
  private static final String SD = INPUT + "sd";
  private static final int CHUNK = 1 << 14;

  public TrainedNetwork {
    layers = List.copyOf(layers);
    arrays = List.copyOf(arrays);
    var names = new HashSet<String>();
    for (var array : arrays) {
      if (!names.add(array.name())) {
        throw new IllegalArgumentException("two arrays have the name " + array.name());
      }
    }
  }

  /** Shape of a sample. */
  public TensorShape input() {
    return layers.getFirst().input();
  }

  /** Logits of a sample. */
  public int classes() {
    return layers.getLast().output().size();
  }

  /** Name of the weights of a layer, counted from 1. */
  public static String weightOf(int layer) {
    return "layer" + layer + ".weight";
  }

  /** Name of the real numbers that the weights of a layer were taken from. */
  public static String latentOf(int layer) {
    return "layer" + layer + LATENT;
  }

  /**
   * SHA-256 of every value the layers compute with, in hexadecimal; latent weights and the
   * normalisation of samples are not among them.
   */
  public String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = ByteBuffer.allocate(CHUNK * Float.BYTES);
      for (var array : arrays) {
        if (!array.name().endsWith(LATENT) && !array.name().startsWith(INPUT)) {
          update(digest, array.values(), bytes);
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void update(MessageDigest digest, FloatBuffer values, ByteBuffer bytes) {
    for (int i = 0; i < values.limit(); i += CHUNK) {
      int n = Math.min(CHUNK, values.limit() - i);
      bytes.clear().asFloatBuffer().put(0, values, i, n);
      digest.update(bytes.clear().limit(n * Float.BYTES));
    }
  }

  /** The same network over samples that are normalised first. */
  public TrainedNetwork after(Normalisation normalisation) {
    var all = new ArrayList<>(arrays);
    all.add(perChannel(MEAN, normalisation.mean()));
    all.add(perChannel(SD, normalisation.sd()));
    return new TrainedNetwork(layers, all);
  }

  private static NamedArray perChannel(String name, List<Float> values) {
    float[] array = new float[values.size()];
    for (int c = 0; c < array.length; c++) {
      array[c] = values.get(c);
    }
    return NamedArray.of(name, List.of(array.length), array);
  }

  /** What samples go through before the first layer, if anything. */
  public Optional<Normalisation> normalisation() {
    return array(MEAN).map(mean -> new Normalisation(list(mean.values()), list(values(SD))));
  }

  private static List<Float> list(FloatBuffer values) {
    return IntStream.range(0, values.limit()).mapToObj(values::get).toList();
  }

  /** The samples as they enter the first layer. */
  public Samples entering(Samples samples) {
    return normalisation().map(samples::normalised).orElse(samples);
  }

  /** The array of that name, if there is one. */
  public Optional<NamedArray> array(String name) {
    return arrays.stream().filter(array -> array.name().equals(name)).findFirst();
  }

  /** The values of the array of that name, which the network must have. */
  public FloatBuffer values(String name) {
    return array(name)
        .orElseThrow(() -> new IllegalArgumentException("the network has no array " + name))
        .values();
  }
}
