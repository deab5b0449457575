package org.hafnia.simulator.fitting.endurance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hafnia.simulator.fitting.likelihood.FittedTerms;

/** Says what the data of a condition do not tell. */
final class EnduranceWarnings {

  private static final double NINETY_FIVE = 3;

  private EnduranceWarnings() {}

  /** Why numbers cannot be identified, by symbol. */
  static Map<String, String> lacks(ConditionFits.Fitted fit) {
    var why = new HashMap<String, String>();
    if (!ConditionFit.byDevice(fit.fit().rows())) {
      String few = "fewer than 8 devices: cells and cycles cannot be told apart";
      why.put("LRS.rho", few);
      why.put("HRS.rho", few);
    }
    if (!ConditionFit.repeats(fit.fit().rows())) {
      String once = "each cell was read once per state: cells and cycles cannot be told apart";
      why.put("LRS.rho", once);
      why.put("HRS.rho", once);
    }
    if (fit.fit().rows().leastCycle() == fit.fit().rows().mostCycles()) {
      String one = "all reads at one cycle: drift is not identified";
      for (String symbol : List.of("LRS.drift", "HRS.drift", "LRS.growth", "HRS.growth")) {
        why.put(symbol, one);
      }
    }
    return why;
  }

  static List<String> of(ConditionFits.Fitted fit) {
    var warnings = new ArrayList<String>();
    var why = lacks(fit);
    var terms = fit.fit().terms().terms();
    for (int i = 0; i < terms.size(); i++) {
      if (!fit.maximum().identified()[i]) {
        String symbol = terms.get(i).symbol();
        warnings.add(
            "%s%s (%s): %s."
                .formatted(
                    fit.prefix(),
                    symbol,
                    terms.get(i).name(),
                    why.getOrDefault(symbol, FittedTerms.UNKNOWN)));
      }
    }
    int devices = fit.all().devices().size();
    if (!ConditionFit.byDevice(fit.fit().rows())) {
      warnings.add(
          fit.prefix()
              + devices
              + " device(s) only: errors rest on blocks of cycles and leave out how devices"
              + " differ.");
    }
    if (fit.failures().failed() == 0) {
      warnings.add(
          "%sno cell stopped switching within %.3g cycles: the share of failed cells is not"
                  .formatted(fit.prefix(), fit.all().mostCycles())
              + " identified, below %.2g with 95 %%."
                  .formatted(Math.min(1, NINETY_FIVE / devices)));
    } else {
      warnings.add(
          "%s%d of %d cells stopped switching and are kept apart from the curves."
              .formatted(fit.prefix(), fit.failures().failed(), devices));
    }
    return warnings;
  }
}
