package org.hafnia.service.web.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hafnia.service.web.Nearest;
import org.hafnia.service.web.Problem.FieldError;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import tools.jackson.databind.JsonNode;

/** Holds the parts of an upload against the contract: as files or as text, as often as it says. */
record Parts(JsonNode schema) {

  /**
   * Everything that is wrong with the parts.
   *
   * @param query names of the parameters that stand in the address, which the container mixes in
   */
  List<FieldError> check(MultipartHttpServletRequest request, Set<String> query) {
    var known = new ArrayList<>(schema.path("properties").propertyNames());
    var sent = new TreeSet<>(request.getMultiFileMap().keySet());
    sent.addAll(request.getParameterMap().keySet());
    sent.removeAll(query);
    var required = required(sent);
    var errors = new ArrayList<FieldError>();
    for (var name : known) {
      int files = request.getFiles(name).size();
      int texts = values(request, name);
      boolean leftOut = files + texts == 0 && !required.contains(name);
      var fault = leftOut ? "" : fault(schema.path("properties").path(name), files, texts);
      if (!fault.isEmpty()) {
        errors.add(new FieldError(name, null, fault));
      }
      sent.remove(name);
    }
    sent.forEach(name -> errors.add(unknown(name, known)));
    return errors;
  }

  /** The parts that must be there; of alternatives those that most of the sent parts belong to. */
  private List<String> required(Set<String> sent) {
    var chosen = names(schema.path("required"));
    for (var alternative : schema.path("x-alternatives")) {
      var names = names(alternative);
      if (chosen.isEmpty() || common(names, sent) > common(chosen, sent)) {
        chosen = names;
      }
    }
    return chosen;
  }

  private static long common(List<String> names, Set<String> sent) {
    return names.stream().filter(sent::contains).count();
  }

  private static List<String> names(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static String fault(JsonNode part, int files, int texts) {
    if (part.path("type").asString("").equals("array")) {
      int most = part.path("maxItems").asInt();
      boolean good = texts == 0 && files <= most;
      return good ? "" : "Expected up to " + most + " files (parts with a filename).";
    }
    boolean file = "binary".equals(part.path("format").asString(""));
    // JSON comes as text, or as a file where it lies in one.
    boolean either = !file && !part.has("type");
    String wanted = file ? "a file (a part with a filename)" : "text (a part without a filename)";
    if (files + texts == 0) {
      return "Missing; expected a part of this name, " + wanted + ".";
    }
    if (files + texts > 1) {
      return "Expected once.";
    }
    return either || file == (files == 1) ? "" : "Expected " + wanted + ".";
  }

  private static int values(MultipartHttpServletRequest request, String name) {
    var values = request.getParameterValues(name);
    return values == null ? 0 : values.length;
  }

  private static FieldError unknown(String name, List<String> known) {
    return new FieldError(
        name,
        null,
        "Not a part of the contract."
            + Nearest.question(name, known)
            + " Known: "
            + String.join(", ", known)
            + ".");
  }
}
