package org.hafnia.simulator.dataset.signals;

import java.util.List;

/**
 * Two electrodes of a twelve-lead electrocardiogram exchanged: what each lead then shows is another
 * lead, or its negative, exactly. Leads are in the usual order I, II, III, aVR, aVL, aVF, V1..V6.
 *
 * <p>With R, L, F the potentials at the right arm, left arm and left leg: I = L - R, II = F - R,
 * III = F - L, aVR = R - (L + F)/2, aVL = L - (R + F)/2, aVF = F - (R + L)/2; a chest lead is taken
 * against (R + L + F)/3, which no exchange of these three changes. The right leg's electrode is
 * ground and is left where it is.
 */
public enum LeadInversion {
  /** Right arm and left arm. */
  RA_LA(-1, 3, 2, 5, 4, 6, 7, 8, 9, 10, 11, 12),
  /** Left arm and left leg. */
  LA_LL(2, 1, -3, 4, 6, 5, 7, 8, 9, 10, 11, 12),
  /** Right arm and left leg. */
  RA_LL(-3, -2, -1, 6, 5, 4, 7, 8, 9, 10, 11, 12),
  /** The first two chest electrodes. */
  V1_V2(1, 2, 3, 4, 5, 6, 8, 7, 9, 10, 11, 12),
  /** The first and the third chest electrode. */
  V1_V3(1, 2, 3, 4, 5, 6, 9, 8, 7, 10, 11, 12),
  /** The first and the last chest electrode. */
  V1_V6(1, 2, 3, 4, 5, 6, 12, 8, 9, 10, 11, 7),
  /** Neighbours, which look much alike. */
  V2_V3(1, 2, 3, 4, 5, 6, 7, 9, 8, 10, 11, 12),
  V3_V4(1, 2, 3, 4, 5, 6, 7, 8, 10, 9, 11, 12),
  V4_V5(1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 10, 12),
  V5_V6(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 11);

  public static final int LEADS = 12;

  /** Names of the leads in their order. */
  public static final List<String> LEAD_NAMES =
      List.of("I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6");

  /** Limb and chest exchanges as they are mixed in a set; right and left arm alone are easy. */
  public static final List<LeadInversion> MIXED = List.of(RA_LA, LA_LL, RA_LL, V1_V2, V1_V3, V1_V6);

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; its type cannot say so
  private final List<Integer> shown;

  /**
   * @param shown for each lead the number, from 1, of the lead that it shows; negative for the
   *     negative of that lead
   */
  LeadInversion(Integer... shown) {
    this.shown = List.of(shown);
  }

  /**
   * Writes a record as it would have been with these electrodes exchanged.
   *
   * @param record twelve leads of {@code length} numbers each, from {@code from} on
   * @param target written from {@code to} on; another array, or another place
   */
  public void apply(short[] record, int from, int length, short[] target, int to) {
    for (int lead = 0; lead < LEADS; lead++) {
      int source = from + (Math.abs(shown.get(lead)) - 1) * length;
      int sign = Integer.signum(shown.get(lead));
      for (int t = 0; t < length; t++) {
        int value = sign * record[source + t];
        target[to + lead * length + t] = (short) Math.min(value, Short.MAX_VALUE);
      }
    }
  }

  /** In words, for example {@code RA-LA}. */
  public String text() {
    return name().replace('_', '-');
  }
}
