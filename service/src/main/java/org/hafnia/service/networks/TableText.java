package org.hafnia.service.networks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.hafnia.service.api.LayerCosts;
import org.hafnia.service.api.LayerRow;
import org.hafnia.service.api.Network;
import org.hafnia.service.api.NetworkParameter;

/** A layer table in aligned columns, for a terminal. */
final class TableText {

  private static final List<String> HEADER =
      List.of("layer", "kind", "output", "weights", "other", "memory", "multiply-acc.", "XNOR");

  /** The first columns are words, the others numbers. */
  private static final int WORDS = 4;

  private static final String[] UNITS = {"bit", "kbit", "Mbit", "Gbit", "Tbit"};

  private TableText() {}

  static String of(Network network) {
    var text = new StringBuilder(network.getName());
    if (network.getTitle() != null) {
      text.append(": ").append(network.getTitle());
    }
    text.append('\n');
    if (network.getSource() != null) {
      text.append("source: ").append(network.getSource()).append('\n');
    }
    var table = network.getTable();
    if (table == null) {
      return text + "for its layer table, give input and classes, or dataset\n";
    }
    text.append("input %s, %d classes%n%n".formatted(shape(table.getInput()), table.getClasses()));
    var rows = new ArrayList<List<String>>();
    rows.add(HEADER);
    table.getLayers().forEach(row -> rows.add(cells(row)));
    rows.add(cells("total", "", "", table.getTotal()));
    append(rows, text);
    text.append(
        "%n%,d parameters, %,d devices in 2T2R cells%n"
            .formatted(table.getTotal().getParameters(), table.getTotal().getDevices()));
    describe(network.getParameters(), text);
    return text.toString();
  }

  private static List<String> cells(LayerRow row) {
    return cells(row.getName(), row.getKind().getValue(), shape(row.getOutput()), row.getCosts());
  }

  private static List<String> cells(String name, String kind, String output, LayerCosts costs) {
    return List.of(
        name,
        kind,
        output,
        weights(costs),
        count(costs.getVectors() + costs.getStatistics()),
        memory(costs.getMemoryBits()),
        count(costs.getMultiplyAccumulates()),
        count(costs.getXnorOperations()));
  }

  private static String weights(LayerCosts costs) {
    var weights = new StringJoiner(" + ");
    add(costs.getBinaryWeights(), "binary", weights);
    add(costs.getTernaryWeights(), "ternary", weights);
    add(costs.getRealWeights(), "real", weights);
    return weights.toString();
  }

  private static void add(long number, String word, StringJoiner weights) {
    if (number > 0) {
      weights.add("%s %s".formatted(count(number), word));
    }
  }

  private static String count(long number) {
    return number == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
  }

  private static String memory(long bits) {
    if (bits == 0) {
      return "";
    }
    double value = bits;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.2f %s", value, UNITS[unit]);
  }

  private static String shape(List<Integer> extents) {
    return extents.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }

  private static void append(List<List<String>> rows, StringBuilder text) {
    int[] widths = new int[HEADER.size()];
    for (var row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (var row : rows) {
      var line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i < WORDS ? row.get(i) + padding : padding + row.get(i)).append("  ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static void describe(List<NetworkParameter> parameters, StringBuilder text) {
    for (var parameter : parameters) {
      text.append(
          "%-20s %s (default %s): %s%n"
              .formatted(
                  parameter.getName(),
                  parameter.getExpected(),
                  parameter.getDefault(),
                  parameter.getMeaning()));
    }
  }
}
