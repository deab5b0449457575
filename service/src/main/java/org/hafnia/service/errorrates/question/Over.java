package org.hafnia.service.errorrates.question;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import org.hafnia.service.errorrates.question.Question.Amplifier;
import org.hafnia.service.errorrates.question.Question.Condition;
import org.hafnia.service.errorrates.question.Question.Pulse;
import org.hafnia.service.errorrates.question.Question.Retention;
import org.jspecify.annotations.Nullable;

/** A quantity that a sweep goes over. */
public enum Over {
  CONDITION("condition", "Condition", 0, 0),
  SET_VOLTAGE("setVoltageVolt", "SET voltage (V)", 1e-3, 100),
  SET_GATE("setGateVolt", "SET gate voltage (V)", 0, 100),
  SET_WIDTH("setWidthNanosecond", "SET pulse width (ns)", 1e-3, 1e12),
  RESET_VOLTAGE("resetVoltageVolt", "RESET voltage (V)", 1e-3, 100),
  RESET_GATE("resetGateVolt", "RESET gate voltage (V)", 0, 100),
  RESET_WIDTH("resetWidthNanosecond", "RESET pulse width (ns)", 1e-3, 1e12),
  CYCLES("cycles", "Cycles", 0, 1e15),
  SUPPLY("supplyVolt", "Supply voltage (V)", 0.2, 2),
  TEMPERATURE("temperatureCelsius", "Temperature (°C)", -73, 176),
  RETENTION_TIME("retentionTimeSecond", "Retention time (s)", 0, 1e10);

  private static final double MANY = 1e6;

  private final String word;
  private final String title;
  private final double least;
  private final double greatest;

  Over(String word, String title, double least, double greatest) {
    this.word = word;
    this.title = title;
    this.least = least;
    this.greatest = greatest;
  }

  @JsonCreator
  public static Over of(String word) {
    return Arrays.stream(values())
        .filter(over -> over.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown: " + word));
  }

  /** As in the contract. */
  @JsonValue
  public String word() {
    return word;
  }

  /** Of an axis. */
  public String title() {
    return title;
  }

  /** Whether it is usually shown in decades. */
  public boolean decades() {
    return greatest > MANY;
  }

  /** The least value that can be asked for. */
  double least() {
    return least;
  }

  double greatest() {
    return greatest;
  }

  /** Whether it belongs to a programming pulse. */
  public boolean pulse() {
    return switch (this) {
      case SET_VOLTAGE, SET_GATE, SET_WIDTH, RESET_VOLTAGE, RESET_GATE, RESET_WIDTH -> true;
      default -> false;
    };
  }

  /** Whether it belongs to the sense amplifier. */
  public boolean reading() {
    return this == SUPPLY || this == TEMPERATURE;
  }

  /** The condition with its pulse at a value. */
  @Nullable Condition applied(@Nullable Condition condition, double value) {
    if (condition == null) {
      return null;
    }
    var set = condition.set();
    var reset = condition.reset();
    return switch (this) {
      case SET_VOLTAGE, SET_GATE, SET_WIDTH ->
          new Condition(condition.name(), set == null ? null : applied(set, value), reset);
      case RESET_VOLTAGE, RESET_GATE, RESET_WIDTH ->
          new Condition(condition.name(), set, reset == null ? null : applied(reset, value));
      default -> condition;
    };
  }

  private Pulse applied(Pulse pulse, double value) {
    return switch (this) {
      case SET_VOLTAGE, RESET_VOLTAGE ->
          new Pulse(value, pulse.gateVolt(), pulse.widthNanosecond());
      case SET_GATE, RESET_GATE -> new Pulse(pulse.voltageVolt(), value, pulse.widthNanosecond());
      default -> new Pulse(pulse.voltageVolt(), pulse.gateVolt(), value);
    };
  }

  Amplifier applied(Amplifier amplifier, double value) {
    return new Amplifier(
        amplifier.type(),
        this == SUPPLY ? Double.valueOf(value) : amplifier.supplyVolt(),
        this == TEMPERATURE ? Double.valueOf(value) : amplifier.temperatureCelsius(),
        amplifier.corner(),
        amplifier.sensingTimeNanosecond(),
        amplifier.offset(),
        amplifier.deviceModel());
  }

  @Nullable Retention applied(@Nullable Retention retention, double value) {
    return this != RETENTION_TIME || retention == null
        ? retention
        : new Retention(retention.deviceModel(), value, retention.temperatureCelsius());
  }
}
