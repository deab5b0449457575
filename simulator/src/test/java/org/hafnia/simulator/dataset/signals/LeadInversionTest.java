package org.hafnia.simulator.dataset.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeadInversionTest {

  /** Potentials at RA, LA, LL, V1..V6, even so that no lead has a half. */
  private static final int[] ELECTRODES = electrodes();

  @ParameterizedTest
  @EnumSource
  void showsWhatExchangedElectrodesMeasure(LeadInversion kind) {
    int[] exchanged = ELECTRODES.clone();
    int[] pair =
        switch (kind) {
          case RA_LA -> new int[] {0, 1};
          case LA_LL -> new int[] {1, 2};
          case RA_LL -> new int[] {0, 2};
          case V1_V2 -> new int[] {3, 4};
          case V1_V3 -> new int[] {3, 5};
          case V1_V6 -> new int[] {3, 8};
          case V2_V3 -> new int[] {4, 5};
          case V3_V4 -> new int[] {5, 6};
          case V4_V5 -> new int[] {6, 7};
          case V5_V6 -> new int[] {7, 8};
        };
    exchanged[pair[0]] = ELECTRODES[pair[1]];
    exchanged[pair[1]] = ELECTRODES[pair[0]];
    short[] shown = new short[LeadInversion.LEADS];

    kind.apply(leads(ELECTRODES), 0, 1, shown, 0);

    assertThat(shown).containsExactly(leads(exchanged));
  }

  @Test
  void twiceIsTheRecordItself() {
    short[] record = leads(ELECTRODES);
    for (var kind : EnumSet.allOf(LeadInversion.class)) {
      short[] once = new short[LeadInversion.LEADS];
      short[] twice = new short[LeadInversion.LEADS];

      kind.apply(record, 0, 1, once, 0);
      kind.apply(once, 0, 1, twice, 0);

      assertThat(once).isNotEqualTo(record);
      assertThat(twice).isEqualTo(record);
    }
  }

  private static short[] leads(int[] e) {
    int right = e[0];
    int left = e[1];
    int leg = e[2];
    int terminal = (right + left + leg) / 3;
    short[] leads = new short[LeadInversion.LEADS];
    int[] limbs = {
      left - right,
      leg - right,
      leg - left,
      right - (left + leg) / 2,
      left - (right + leg) / 2,
      leg - (right + left) / 2
    };
    for (int lead = 0; lead < leads.length; lead++) {
      leads[lead] = (short) (lead < 6 ? limbs[lead] : e[lead - 3] - terminal);
    }
    return leads;
  }

  private static int[] electrodes() {
    var stream = RandomStream.of(1, "electrodes", 0);
    int[] potentials = new int[9];
    for (int k = 0; k < potentials.length; k++) {
      potentials[k] = 2 * (int) (500 * stream.uniform(0, k));
    }
    return potentials;
  }
}
