package org.hafnia.simulator.model.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.ZipFolder;
import org.hafnia.simulator.dataset.formats.NpzFile;
import org.hafnia.simulator.model.NamedArray;
import org.hafnia.simulator.model.TrainedNetwork;
import org.hafnia.simulator.network.LayerDescription;
import org.hafnia.simulator.network.Precision;
import tools.jackson.core.JacksonException;

/**
 * The file of a trained network: an NPZ archive that {@code numpy.load} opens, with
 *
 * <ul>
 *   <li>{@code model.json}: {@code format} "hafnia-model", {@code version} 1, {@code layers} from
 *       input to output (residual layers hold {@code body} and {@code shortcut}), {@code arrays} in
 *       the order of {@link TrainedNetwork}, {@code provenance} as texts by name;
 *   <li>{@code NAME.npy} for each array, as {@link TrainedNetwork} names and shapes them: binary
 *       and ternary weights as signed bytes, everything else as 32-bit floats, C order.
 * </ul>
 *
 * <p>Equal networks with equal provenance give equal bytes.
 *
 * @param network layers and arrays
 * @param provenance where it comes from, as texts by name
 */
public record ModelFile(TrainedNetwork network, Map<String, String> provenance) {

  private static final String FORMAT = "hafnia-model";
  private static final long VERSION = 1;
  private static final String DESCRIPTION = "model.json";
  private static final String WHAT = "the model";

  /** Every entry has the same time: files differ by their content only. */
  private static final LocalDateTime EPOCH = LocalDateTime.of(1980, 1, 1, 0, 0);

  public ModelFile {
    provenance = Map.copyOf(provenance);
  }

  /** Bytes of a file, unpacked, that can be read back. */
  public static final long MOST_BYTES = ZipFolder.MOST_BYTES;

  /** Bytes that the arrays take unpacked, headers included. */
  public long unpackedBytes() {
    return network.arrays().stream().mapToLong(array -> 1024 + 4L * array.size()).sum();
  }

  /** The layers as the file describes them: one text for one network. */
  public static String layersJson(List<LayerDescription> layers) {
    return new String(JsonTree.write(LayerJson.of(layers)), UTF_8);
  }

  /** Writes the file; the stream is flushed, not closed. */
  public void writeTo(OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
    begin(DESCRIPTION, zip);
    zip.write(JsonTree.write(description()));
    zip.closeEntry();
    var quantised = quantised();
    for (var array : network.arrays()) {
      begin(array.name() + ".npy", zip);
      NpyWriter.write(array, quantised.contains(array.name()), zip);
      zip.closeEntry();
    }
    zip.finish();
    zip.flush();
  }

  private static void begin(String name, ZipOutputStream zip) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(EPOCH);
    zip.putNextEntry(entry);
  }

  private Map<String, Object> description() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("format", FORMAT);
    fields.put("version", VERSION);
    fields.put("layers", LayerJson.of(network.layers()));
    fields.put("arrays", network.arrays().stream().map(NamedArray::name).toList());
    fields.put("provenance", new TreeMap<>(provenance));
    return fields;
  }

  /** Names of the arrays that hold nothing but -1, 0 and 1. */
  private List<String> quantised() {
    var weighted = LayerDescription.weighted(network.layers());
    return IntStream.range(0, weighted.size())
        .filter(i -> weighted.get(i).weights() != Precision.REAL)
        .mapToObj(i -> TrainedNetwork.weightOf(i + 1))
        .toList();
  }

  /**
   * Reads a file that {@link #writeTo} wrote.
   *
   * @throws IOException if it is none, of another version, cut short or damaged
   */
  public static ModelFile readFrom(InputStream in) throws IOException {
    byte[] bytes = in.readAllBytes();
    try (var zip = new ZipFolder(WHAT, new SeekableInMemoryByteChannel(bytes))) {
      return read(zip);
    } catch (DatasetProblem
        | JacksonException
        | IllegalArgumentException
        | ClassCastException
        | NullPointerException
        | NoSuchElementException
        | UncheckedIOException e) {
      throw new IOException("no readable model: " + e.getMessage(), e);
    }
  }

  private static ModelFile read(ZipFolder zip) throws IOException {
    if (!zip.files().contains(DESCRIPTION)) {
      throw new IOException("no model: the archive has no " + DESCRIPTION);
    }
    var fields = description(zip);
    if (!FORMAT.equals(fields.get("format"))
        || !Long.valueOf(VERSION).equals(fields.get("version"))) {
      throw new IOException(
          "format %s of version %s, not %s of version %d"
              .formatted(fields.get("format"), fields.get("version"), FORMAT, VERSION));
    }
    var npz = new NpzFile(zip);
    var arrays =
        ((List<?>) fields.getOrDefault("arrays", List.of()))
            .stream()
                .map(String::valueOf)
                .map(name -> NamedArray.of(name, npz.shape(name), npz.floats(name)))
                .toList();
    var network =
        new TrainedNetwork(LayerJson.layers(fields.getOrDefault("layers", List.of())), arrays);
    var provenance = new LinkedHashMap<String, String>();
    ((Map<?, ?>) fields.getOrDefault("provenance", Map.of()))
        .forEach((name, text) -> provenance.put(String.valueOf(name), String.valueOf(text)));
    return new ModelFile(network, provenance);
  }

  private static Map<String, Object> description(ZipFolder zip) throws IOException {
    try (var in = zip.open(DESCRIPTION)) {
      var fields = new LinkedHashMap<String, Object>();
      ((Map<?, ?>) JsonTree.read(in.readAllBytes()))
          .forEach((name, value) -> fields.put(String.valueOf(name), value));
      return fields;
    }
  }
}
