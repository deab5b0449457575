package org.hafnia.simulator.device.mean;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.hafnia.simulator.random.TabulatedLaw;
import org.hafnia.simulator.random.TabulatedLaw.Tolerance;
import org.hafnia.simulator.random.TruncatedLaw;

/** Tables of the laws that were asked for last, so that the layers of a network share them. */
final class LawTables {

  private static final Tolerance RELATIVE = new Tolerance(5e-6, 0);

  /** Of ln R: the distance of floats around ln(10 kilohm). */
  private static final Tolerance IN_LN_OHM = new Tolerance(0, 1e-6);

  private static final int KEPT = 64;
  private static final Map<Form, TabulatedLaw> LAST =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Form, TabulatedLaw> eldest) {
          return size() > KEPT;
        }
      };

  private LawTables() {}

  /** Of numbers above 0: slopes, pulses. */
  static TabulatedLaw of(TruncatedLaw law, boolean spread) {
    return spread ? table(law, Quantity.POSITIVE) : TabulatedLaw.constant(law.mean());
  }

  /** Of differences in ln R. */
  static TabulatedLaw ofLnRatio(TruncatedLaw law, boolean spread) {
    return spread ? table(law, Quantity.LN_RATIO) : TabulatedLaw.constant(law.mean());
  }

  /** ln(R / ohm), by the law of R in ohm. */
  static TabulatedLaw ofLnOhm(TruncatedLaw law, boolean spread) {
    return spread ? table(law, Quantity.LN_OHM) : TabulatedLaw.constant(StrictMath.log(law.mean()));
  }

  private static TabulatedLaw table(TruncatedLaw law, Quantity quantity) {
    synchronized (LAST) {
      return LAST.computeIfAbsent(new Form(law, quantity), Form::table);
    }
  }

  private enum Quantity {
    POSITIVE,
    LN_RATIO,
    LN_OHM
  }

  private record Form(TruncatedLaw law, Quantity quantity) {

    TabulatedLaw table() {
      DoubleUnaryOperator quantiles = law.quantiles();
      return switch (quantity) {
        case POSITIVE -> TabulatedLaw.of(quantiles, RELATIVE);
        case LN_RATIO -> TabulatedLaw.of(quantiles, IN_LN_OHM);
        case LN_OHM -> TabulatedLaw.of(u -> StrictMath.log(quantiles.applyAsDouble(u)), IN_LN_OHM);
      };
    }
  }
}
