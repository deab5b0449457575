package org.hafnia.simulator.fitting.weakreset;

import java.util.List;
import org.hafnia.simulator.device.WeakResetModel;
import org.hafnia.simulator.device.description.ModelDescription;
import org.hafnia.simulator.device.presets.Hfo2WeakReset2021;
import org.hafnia.simulator.fitting.statistics.Quantiles;
import org.hafnia.simulator.fitting.weakreset.population.Box;
import org.hafnia.simulator.fitting.weakreset.population.Laws;
import org.hafnia.simulator.fitting.weakreset.trace.KneeFit;
import org.hafnia.simulator.fitting.weakreset.trace.MeanLaw;
import org.hafnia.simulator.fitting.weakreset.trace.Trace;

/** Bounds of the laws: those of the published model, unless devices clearly lie beyond them. */
final class Bounds {

  private static final double CLEARLY = 4;
  private static final double ROOM = 2;
  private static final double MANY = 0.05;
  private static final double AMPLE = 20;
  private static final double LONG_AFTER = 0.7;

  private Bounds() {}

  static Box published() {
    WeakResetModel model = Hfo2WeakReset2021.model();
    return new Box(
        model.slope().min(),
        model.slope().max(),
        model.knee().min(),
        model.knee().max(),
        model.lateSlope().min(),
        model.lateSlope().max());
  }

  /** The published laws, for numbers that data do not tell. */
  static Laws laws(Box box) {
    ModelDescription model = Hfo2WeakReset2021.model().description();
    return new Laws(
        model.parameter("m1").value("scale"),
        model.parameter("t*").value("median"),
        model.parameter("t*").value("shape"),
        model.parameter("m2").value("scale"),
        box);
  }

  /**
   * Before anything is fitted: wider where traces end before the published knees begin in earnest,
   * or where half of the devices lie beyond a bound at first sight.
   */
  static Box first(List<Trace> traces, List<MeanLaw> starts) {
    Box box = published();
    double longest = traces.stream().mapToDouble(Trace::lastPulse).max().orElse(1);
    double from = Math.min(box.kneeLow(), Math.max(2, longest / 10));
    double slope = Quantiles.median(starts.stream().mapToDouble(MeanLaw::slope).toArray());
    double[] late =
        starts.stream()
            .filter(law -> law.knee() < LONG_AFTER * longest)
            .mapToDouble(MeanLaw::lateSlope)
            .toArray();
    double lateSlope = late.length == 0 ? 0 : Quantiles.median(late);
    return new Box(
        slope < box.slopeLow() ? 0 : box.slopeLow(),
        slope > box.slopeHigh() / ROOM ? AMPLE * slope : box.slopeHigh(),
        from,
        box.kneeHigh(),
        box.lateLow(),
        lateSlope > box.lateHigh() ? AMPLE * lateSlope : box.lateHigh());
  }

  /** The box that holds the devices; the same one where it does already. */
  static Box holding(List<DeviceFit> devices, Box box) {
    double slopeHigh = box.slopeHigh();
    double lateHigh = box.lateHigh();
    int above = 0;
    int late = 0;
    int below = 0;
    int beyond = 0;
    double longest = 0;
    for (DeviceFit device : devices) {
      KneeFit fit = device.freely();
      double m1 = fit.estimate()[1];
      if (m1 - CLEARLY * fit.error(1) > box.slopeHigh()) {
        slopeHigh = Math.max(slopeHigh, ROOM * m1);
        above++;
      }
      below += m1 + CLEARLY * fit.error(1) < box.slopeLow() ? 1 : 0;
      if (fit.bends() && fit.estimate()[2] - CLEARLY * fit.error(2) > box.lateHigh()) {
        lateHigh = Math.max(lateHigh, ROOM * fit.estimate()[2]);
        late++;
      }
      double last = device.trace().lastPulse();
      longest = Math.max(longest, last);
      beyond += last > ROOM * box.kneeHigh() && device.posterior().bends() < 0.5 ? 1 : 0;
    }
    double many = MANY * devices.size();
    return new Box(
        below > many ? 0 : box.slopeLow(),
        above > many ? slopeHigh : box.slopeHigh(),
        box.kneeLow(),
        beyond > many ? ROOM * longest : box.kneeHigh(),
        box.lateLow(),
        late > many ? lateHigh : box.lateHigh());
  }
}
