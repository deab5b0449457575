package org.hafnia.simulator.dataset.signals;

import java.util.Comparator;
import java.util.List;

/**
 * What was recorded from one person at a time: channels of one sampling rate, and what somebody
 * noted at some of its instants.
 */
public final class Recording {

  private final String id;
  private final double rateHertz;
  private final List<String> channels;
  private final float[][] signals;
  private final List<Note> notes;

  /**
   * Takes the signals over without a copy.
   *
   * @param id of the record
   * @param signals one row per channel, in physical units, all as long
   */
  public Recording(
      String id, double rateHertz, List<String> channels, float[][] signals, List<Note> notes) {
    if (channels.size() != signals.length || signals.length == 0) {
      throw new IllegalArgumentException(
          "%d names for %d channels".formatted(channels.size(), signals.length));
    }
    this.id = id;
    this.rateHertz = rateHertz;
    this.channels = List.copyOf(channels);
    this.signals = signals;
    this.notes = notes.stream().sorted(Comparator.comparingLong(Note::sample)).toList();
  }

  /**
   * An annotation.
   *
   * @param sample where it stands, from 0
   * @param what the kind of beat, or the event
   */
  public record Note(long sample, String what) {}

  public String id() {
    return id;
  }

  public double rateHertz() {
    return rateHertz;
  }

  /** Names of the channels. */
  public List<String> channels() {
    return channels;
  }

  /** Samples of each channel. */
  public int length() {
    return signals[0].length;
  }

  /** A number of a channel, in its physical unit. */
  public float value(int channel, int sample) {
    return signals[channel][sample];
  }

  /** A copy of all channels, one row for each. */
  public double[][] signals() {
    double[][] copy = new double[signals.length][length()];
    for (int c = 0; c < copy.length; c++) {
      for (int t = 0; t < copy[c].length; t++) {
        copy[c][t] = signals[c][t];
      }
    }
    return copy;
  }

  /** In the order of their instants. */
  public List<Note> notes() {
    return notes;
  }
}
