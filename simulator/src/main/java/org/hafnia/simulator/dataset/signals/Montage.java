package org.hafnia.simulator.dataset.signals;

import java.util.List;

/**
 * The 64 electrodes of the international 10-10 system in the order in which the EEG Motor
 * Movement/Imagery Database has them (G. Schalk et al., BCI2000, IEEE Trans. Biomed. Eng. 51(6),
 * 1034-1043, 2004).
 */
public final class Montage {

  /** Names in the order of the channels. */
  public static final List<String> NAMES =
      List.of(
          "FC5", "FC3", "FC1", "FCz", "FC2", "FC4", "FC6", "C5", "C3", "C1", "Cz", "C2", "C4", "C6",
          "CP5", "CP3", "CP1", "CPz", "CP2", "CP4", "CP6", "Fp1", "Fpz", "Fp2", "AF7", "AF3", "AFz",
          "AF4", "AF8", "F7", "F5", "F3", "F1", "Fz", "F2", "F4", "F6", "F8", "FT7", "FT8", "T7",
          "T8", "T9", "T10", "TP7", "TP8", "P7", "P5", "P3", "P1", "Pz", "P2", "P4", "P6", "P8",
          "PO7", "PO3", "POz", "PO4", "PO8", "O1", "Oz", "O2", "Iz");

  /** Rows of the system from front to back, and how far forward each is, head radius 1. */
  private static final List<String> ROWS =
      List.of("Fp", "AF", "F", "FT", "FC", "T", "C", "TP", "CP", "P", "PO", "O", "I");

  private static final List<Double> FORWARD =
      List.of(0.95, 0.75, 0.5, 0.25, 0.25, 0.0, 0.0, -0.25, -0.25, -0.5, -0.75, -0.95, -1.1);

  private Montage() {}

  /** How far to the right of the midline an electrode is, head radius 1, about. */
  public static double right(int channel) {
    var name = NAMES.get(channel);
    var place = name.substring(row(name).length());
    if (place.equals("z")) {
      return 0;
    }
    int number = Integer.parseInt(place);
    double distance = 0.1 * (number % 2 == 0 ? number : number + 1);
    return number % 2 == 0 ? distance : -distance;
  }

  /** How far before the line between the ears an electrode is, head radius 1, about. */
  public static double forward(int channel) {
    return FORWARD.get(ROWS.indexOf(row(NAMES.get(channel))));
  }

  /** The letters of a name without its place: {@code FC} of FC5, {@code C} of Cz. */
  private static String row(String name) {
    int end = 0;
    while (end < name.length() && Character.isLetter(name.charAt(end)) && name.charAt(end) != 'z') {
      end++;
    }
    return name.substring(0, end);
  }
}
