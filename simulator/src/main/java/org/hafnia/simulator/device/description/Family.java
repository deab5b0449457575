package org.hafnia.simulator.device.description;

import java.util.Arrays;
import java.util.Optional;

/** The families of models: of devices, and of what reads them. */
public enum Family {
  /** Resistance after t weak RESET pulses, with telegraph, 1/f and white noise. */
  WEAK_RESET("weak-reset"),
  /** Conductance steps per pulse that depend on the state, up and down. */
  PULSE_RESPONSE("pulse-response"),
  /** Distributions of the low and the high resistance state. */
  STATES("states"),
  /** Resistance and energy against voltage, gate and pulse width. */
  PROGRAMMING("programming"),
  /** Window and failed cells against SET/RESET cycles. */
  ENDURANCE("endurance"),
  /** Drift and spread against time and temperature. */
  RETENTION("retention"),
  /** What a precharge sense amplifier reads, against supply and temperature. */
  SENSE_AMPLIFIER("sense-amplifier");

  private final String word;

  Family(String word) {
    this.word = word;
  }

  /** As users write it, "weak-reset". */
  public String word() {
    return word;
  }

  /** The family of that word. */
  public static Optional<Family> of(String word) {
    return Arrays.stream(values()).filter(family -> family.word.equals(word)).findFirst();
  }
}
