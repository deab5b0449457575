package org.hafnia.simulator.dataset.formats;

import java.util.List;
import org.hafnia.simulator.dataset.Samples;

/**
 * Samples with the names of their classes.
 *
 * @param classNames in order of the labels; empty where labels are plain numbers
 */
public record Labelled(Samples samples, List<String> classNames) {

  public Labelled {
    classNames = List.copyOf(classNames);
  }
}
