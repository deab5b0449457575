package org.hafnia.service.errorrates.sources;

import java.util.Map;
import java.util.Objects;
import org.hafnia.service.errorrates.question.Over;
import org.hafnia.service.errorrates.question.Point;

/** Finds the field of a question that a quantity of a model was taken from. */
final class Places {

  private record Place(String field, Over over) {}

  private static final Map<String, Place> PLACES =
      Map.of(
          "SET voltage", new Place("condition/set/voltageVolt", Over.SET_VOLTAGE),
          "SET gate", new Place("condition/set/gateVolt", Over.SET_GATE),
          "SET width", new Place("condition/set/widthNanosecond", Over.SET_WIDTH),
          "RESET voltage", new Place("condition/reset/voltageVolt", Over.RESET_VOLTAGE),
          "RESET gate", new Place("condition/reset/gateVolt", Over.RESET_GATE),
          "RESET width", new Place("condition/reset/widthNanosecond", Over.RESET_WIDTH),
          "cycles", new Place("cycles", Over.CYCLES),
          "time", new Place("retention/timeSecond", Over.RETENTION_TIME),
          "temperature", new Place("retention/temperatureCelsius", Over.CONDITION),
          "resistance", new Place("retention/deviceModel", Over.CONDITION));

  private Places() {}

  static String of(String quantity, Point point) {
    var place = PLACES.get(quantity);
    if (place == null) {
      return "/states";
    }
    if (point.over() == place.over() && point.value() != null) {
      return "/sweep/values/" + point.place();
    }
    boolean swept = point.listed() && place.field().startsWith("condition/");
    return swept
        ? "/sweep/conditions/" + point.curve() + place.field().substring("condition".length())
        : "/states/" + Objects.requireNonNull(place.field());
  }
}
