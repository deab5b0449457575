package org.hafnia.simulator.inference.export;

import java.io.IOException;
import java.util.Locale;
import java.util.function.IntFunction;
import org.hafnia.simulator.inference.folding.RealTail;
import org.hafnia.simulator.inference.folding.Stage;
import org.hafnia.simulator.inference.packed.PackedNetwork;

/** A packed network as constant arrays of C. */
public final class CHeader {

  private static final int PER_LINE = 4;

  private final Appendable out;

  private CHeader(Appendable out) {
    this.out = out;
  }

  /**
   * Writes a network. Arrays are named {@code layerN_sign}, {@code _mask}, {@code _threshold} and
   * {@code _inverted} (plus, then not minus), {@code _lineM_gain} and {@code _lineM_offset} of the
   * last layer; their meaning is that of {@link PackedFile}.
   *
   * @throws IllegalArgumentException as there
   */
  public static void write(PackedNetwork network, Appendable out) throws IOException {
    Exportable.check(network);
    var header = new CHeader(out);
    out.append("/* Bit j % 64 of word j / 64 of a unit is weight j: 1 for +1. An answer is\n");
    out.append("   (z >= threshold) != inverted, z the sum of products of +1 and -1. */\n");
    out.append("#ifndef HAFNIA_NETWORK_H\n#define HAFNIA_NETWORK_H\n\n#include <stdint.h>\n\n");
    for (var stage : network.stages()) {
      header.layer(stage, PackedRows.of(network, stage.sums().orElseThrow()));
    }
    out.append("#endif\n");
  }

  private void layer(Stage stage, PackedRows rows) throws IOException {
    var sums = stage.sums().orElseThrow();
    String name = "layer" + sums.number();
    out.append("#define %s_UNITS %d\n".formatted(name.toUpperCase(Locale.ROOT), rows.units()));
    out.append("#define %s_INPUTS %d\n".formatted(name.toUpperCase(Locale.ROOT), rows.inputs()));
    out.append("#define %s_WORDS %d\n\n".formatted(name.toUpperCase(Locale.ROOT), rows.words()));
    int all = rows.units() * rows.words();
    array("uint64_t " + name + "_sign", all, i -> word(rows.sign(i)));
    if (sums.ternary()) {
      array("uint64_t " + name + "_mask", all, i -> word(rows.mask(i)));
    }
    int units = rows.units();
    if (stage.thresholds().isPresent()) {
      var tail = stage.thresholds().get();
      array(
          "float " + name + "_threshold",
          tail.planes() * units,
          i -> number(tail.steps(i / units).get(i % units).threshold()));
      array(
          "uint8_t " + name + "_inverted",
          tail.planes() * units,
          i -> tail.steps(i / units).get(i % units).inverted() ? "1" : "0");
    }
    if (stage.thresholds().isEmpty()) {
      lines(stage, name, units);
    }
  }

  private void lines(Stage stage, String name, int units) throws IOException {
    int line = 0;
    for (var operation : stage.tail().operations()) {
      var affine = ((RealTail.Line) operation).affine();
      String each = name + "_line" + ++line;
      array("float " + each + "_gain", units, i -> number(affine.gain(i)));
      array("float " + each + "_offset", units, i -> number(affine.offset(i)));
    }
  }

  private void array(String declaration, int size, IntFunction<String> value) throws IOException {
    out.append("static const %s[%d] = {".formatted(declaration, size));
    for (int i = 0; i < size; i++) {
      out.append(i % PER_LINE == 0 ? "\n  " : " ").append(value.apply(i)).append(',');
    }
    out.append("\n};\n\n");
  }

  private static String word(long bits) {
    return "0x%016xULL".formatted(bits);
  }

  /** In hexadecimal digits, which lose nothing; far beyond any sum for infinity. */
  private static String number(float value) {
    return Float.toHexString(Float.isInfinite(value) ? 0x1p40f : value) + "f";
  }
}
