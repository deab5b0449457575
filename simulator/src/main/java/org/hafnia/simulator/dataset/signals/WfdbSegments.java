package org.hafnia.simulator.dataset.signals;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hafnia.simulator.dataset.DatasetProblem;
import org.hafnia.simulator.dataset.files.Folder;

/**
 * A WFDB record that is made of others, one after another: all with the same signals, or each with
 * some of those that a first segment without samples lists. Where a signal is missing the record
 * has a gap. Source: G. B. Moody, WFDB Applications Guide, header(5).
 */
final class WfdbSegments {

  private static final int MOST_NUMBERS = 1 << 28;

  private final Folder folder;
  private final String headerFile;
  private final WfdbHeader header;
  private final Map<String, WfdbHeader> headers;

  /**
   * Looks at nothing yet.
   *
   * @param headerFile of the record
   * @param headers all of the folder, by their files
   */
  WfdbSegments(Folder folder, String headerFile, Map<String, WfdbHeader> headers) {
    this.folder = folder;
    this.headerFile = headerFile;
    this.headers = headers;
    this.header = Objects.requireNonNull(headers.get(headerFile));
  }

  /** Where the header of a segment is, whether it is there or not. */
  static String file(String headerFile, WfdbHeader.Segment segment) {
    return WfdbFiles.directory(headerFile) + segment.name() + WfdbFiles.HEADER;
  }

  Stretches stretches() {
    var segments = header.segments();
    boolean variable = segments.getFirst().samples() == 0;
    var parts = variable ? segments.subList(1, segments.size()) : segments;
    var names = names(variable);
    checkLength(parts, names.size());
    var stretches = new Stretches(header.record(), header.rateHertz(), names);
    long at = 0;
    for (var part : parts) {
      if (!part.isGap()) {
        double from = (double) at;
        signals(part, names, variable).ifPresent(signals -> stretches.add(from, signals));
      }
      at += part.samples();
    }
    if (stretches.isEmpty()) {
      throw new DatasetProblem(
          folder.nameOf(headerFile),
          "its segments",
          "no stretch in which all of %s were recorded".formatted(names),
          "at least one; write a record of the signals that were, with WFDB's xform -s");
    }
    return stretches;
  }

  /** Of the signals, in their order. */
  private List<String> names(boolean variable) {
    var first =
        header.segments().stream()
            .filter(segment -> !segment.isGap())
            .findFirst()
            .orElseThrow(() -> problem("its segments", "gaps only", "at least one segment"));
    var names = names(of(first));
    if (names.size() != header.channels()) {
      throw problem(
          line(first),
          "%d signals in %s".formatted(names.size(), first.name()),
          "%d as the record has".formatted(header.channels()));
    }
    if (variable && new HashSet<>(names).size() < names.size()) {
      throw problem(line(first), "signals " + names, "each name once");
    }
    return names;
  }

  private static List<String> names(WfdbHeader segment) {
    return segment.signals().stream().map(WfdbHeader.Signal::name).toList();
  }

  private void checkLength(List<WfdbHeader.Segment> parts, int channels) {
    long samples = parts.stream().mapToLong(WfdbHeader.Segment::samples).sum();
    if (header.samples() > 0 && header.samples() != samples) {
      throw problem(
          "its first line",
          header.samples() + " samples",
          "%d, those of all segments together".formatted(samples));
    }
    long numbers =
        parts.stream().filter(part -> !part.isGap()).mapToLong(WfdbHeader.Segment::samples).sum()
            * channels;
    if (numbers > MOST_NUMBERS) {
      throw problem(
          "its segments", numbers + " numbers", "at most %d in a record".formatted(MOST_NUMBERS));
    }
  }

  /** The header of a segment, held against what the record says of it. */
  private WfdbHeader of(WfdbHeader.Segment segment) {
    var file = file(headerFile, segment);
    var found = headers.get(file);
    if (found == null) {
      throw problem(line(segment), "no file " + file, "the header of the segment it names");
    }
    if (found.isMadeOfOthers()) {
      throw problem(
          line(segment), segment.name() + ", a record of several segments", "a record of one");
    }
    if (found.rateHertz() != header.rateHertz()) {
      throw problem(
          line(segment),
          "%s at %s Hz".formatted(segment.name(), found.rateHertz()),
          "%s Hz as the record".formatted(header.rateHertz()));
    }
    boolean stated = found.samples() != 0 && segment.samples() != 0;
    if (stated && found.samples() != segment.samples()) {
      throw problem(
          line(segment),
          "%d samples of %s".formatted(segment.samples(), segment.name()),
          "%d as its own header says".formatted(found.samples()));
    }
    return found;
  }

  /** In the order of the names; empty where one of them is missing. */
  private Optional<float[][]> signals(
      WfdbHeader.Segment segment, List<String> names, boolean variable) {
    var found = of(segment);
    var there = names(found);
    if (!variable && !there.equals(names)) {
      throw problem(
          line(segment),
          "signals %s in %s".formatted(there, segment.name()),
          "%s as in the first segment".formatted(names));
    }
    if (segment.samples() == 0) {
      throw problem(line(segment), "0 samples of " + segment.name(), "at least 1");
    }
    if (!WfdbFiles.areThere(found) || !there.containsAll(names)) {
      return Optional.empty();
    }
    float[][] all = WfdbFiles.signals(folder, file(headerFile, segment), found, segment.samples());
    float[][] ordered = new float[names.size()][];
    for (int k = 0; k < ordered.length; k++) {
      ordered[k] = all[variable ? there.indexOf(names.get(k)) : k];
    }
    return Optional.of(ordered);
  }

  private static String line(WfdbHeader.Segment segment) {
    return "line " + segment.line();
  }

  private DatasetProblem problem(String place, String found, String expected) {
    return new DatasetProblem(folder.nameOf(headerFile), place, found, expected);
  }
}
