package org.hafnia.service.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.hafnia.service.web.Problem;
import org.hafnia.service.web.ProblemType;
import org.hafnia.simulator.inference.export.CHeader;
import org.hafnia.simulator.inference.export.PackedFile;
import org.hafnia.simulator.inference.export.VerilogMemories;
import org.hafnia.simulator.inference.packed.PackedNetwork;
import org.hafnia.simulator.model.file.ModelFile;
import org.hafnia.simulator.model.onnx.OnnxModel;

/** The files that a model is given out as. */
enum ModelFormat {
  /** As it is stored. */
  NPZ("application/zip", ".npz"),
  ONNX("application/onnx", ".onnx"),
  /** Bits of weights, and thresholds. */
  PACKED("application/vnd.hafnia.packed", ".hafniapn"),
  /** The same as a C header. */
  C("text/x-c", ".h"),
  /** The same as memories for {@code $readmemh}. */
  VERILOG("application/vnd.hafnia.verilog+zip", ".verilog.zip");

  private final String mediaType;
  private final String ending;

  ModelFormat(String mediaType, String ending) {
    this.mediaType = mediaType;
    this.ending = ending;
  }

  /** As the contract calls it. */
  static ModelFormat named(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The first whose media type is named; NPZ where none is. */
  static ModelFormat accepted(String accept) {
    return Arrays.stream(values())
        .filter(format -> accept.contains(format.mediaType))
        .findFirst()
        .orElse(NPZ);
  }

  String mediaType() {
    return mediaType;
  }

  /** Tells versions of the files of one model apart. */
  String suffix() {
    return this == NPZ ? "" : "-" + name().toLowerCase(Locale.ROOT);
  }

  String fileName(String model) {
    return model + ending;
  }

  /** The file; empty for the one that is stored. */
  Optional<byte[]> made(ModelFile model, String name) throws IOException {
    try {
      return switch (this) {
        case NPZ -> Optional.empty();
        case ONNX -> Optional.of(OnnxModel.of(model.network(), name, model.provenance()));
        case PACKED, C, VERILOG -> Optional.of(packed(PackedNetwork.from(model.network())));
      };
    } catch (IllegalArgumentException impossible) {
      throw Problem.of(
          ProblemType.CONFLICT,
          "No %s file: %s.".formatted(name().toLowerCase(Locale.ROOT), impossible.getMessage()));
    }
  }

  private byte[] packed(PackedNetwork network) throws IOException {
    var bytes = new ByteArrayOutputStream();
    switch (this) {
      case C -> {
        try (var text = new OutputStreamWriter(bytes, UTF_8)) {
          CHeader.write(network, text);
        }
      }
      case VERILOG -> VerilogMemories.write(network, bytes);
      default -> PackedFile.write(network, bytes);
    }
    return bytes.toByteArray();
  }
}
