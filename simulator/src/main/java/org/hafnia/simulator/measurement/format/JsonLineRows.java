package org.hafnia.simulator.measurement.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.measurement.MeasurementProblem;
import org.hafnia.simulator.measurement.cells.Cells;
import org.hafnia.simulator.measurement.cells.RowSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** One JSON object per line; the keys of the first one are the columns. */
final class JsonLineRows implements RowSource {

  private static final JsonFactory JSON = new JsonFactory();

  private final Cells cells = new Cells();
  private final BufferedReader reader;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final StringBuilder pending = new StringBuilder();
  private String[] values = new String[0];
  private long line;
  private boolean ahead;

  JsonLineRows(Opened file) throws IOException {
    reader = new BufferedReader(new InputStreamReader(file.stream(), UTF_8), 1 << 16);
    ahead = read();
  }

  @Override
  public List<String> header() {
    return names;
  }

  @Override
  public long headerLine() {
    return 0;
  }

  @Override
  public boolean next() throws IOException {
    boolean found = ahead || read();
    ahead = false;
    return found;
  }

  private boolean read() throws IOException {
    for (String text = readLine(); text != null; text = readLine()) {
      if (!text.isBlank()) {
        parse(text);
        return true;
      }
    }
    return false;
  }

  /** Bounded: a file without line ends is refused, not taken into memory. */
  private @Nullable String readLine() throws IOException {
    pending.setLength(0);
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    line++;
    for (; c >= 0 && c != '\n'; c = reader.read()) {
      pending.append((char) c);
      if (pending.length() > TextLayout.LONGEST_ROW) {
        throw problem("has more than " + TextLayout.LONGEST_ROW + " characters");
      }
    }
    return pending.toString();
  }

  private void parse(String text) {
    boolean first = names.isEmpty();
    values = first ? values : new String[names.size()];
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw problem("is no JSON object");
      }
      for (var name = json.nextName(); name != null; name = json.nextName()) {
        value(json, name, first);
      }
      if (json.nextToken() != null) {
        throw problem("goes on behind its object; expected one object per line");
      }
    } catch (StreamReadException e) {
      String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      throw problem("is no JSON object: " + reason.replaceFirst(" ?\\(.*", ""));
    }
    cells.begin(line);
    for (var value : values) {
      cells.add(value == null ? "" : value);
    }
  }

  private void value(JsonParser json, String name, boolean first) {
    var token = json.nextToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      throw problem("has an object or a list under \"" + name + "\"; expected a number or a word");
    }
    if (first && places.putIfAbsent(name, names.size()) == null) {
      names.add(name);
      values = java.util.Arrays.copyOf(values, names.size());
    }
    var place = places.get(name);
    if (place == null) {
      throw problem("has a key that the first line does not have: \"" + name + "\"");
    }
    values[place] = token == JsonToken.VALUE_NULL ? "" : json.getString();
  }

  private MeasurementProblem problem(String what) {
    return MeasurementProblem.ofFile("Line " + Math.max(1, line) + " " + what + ".");
  }

  @Override
  public Cells cells() {
    return cells;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
