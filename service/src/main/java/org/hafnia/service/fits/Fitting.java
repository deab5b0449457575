package org.hafnia.service.fits;

import java.util.List;
import java.util.Optional;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.FitOptions;
import org.hafnia.simulator.fitting.FitProblem;
import org.hafnia.simulator.fitting.FitResult;
import org.hafnia.simulator.fitting.Fitter;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.springframework.stereotype.Component;

/** The families that can be fitted. */
interface Fitting {

  List<Fitter> all();

  /** Fits the family, or all that the kind of measurement allows where none is chosen. */
  FitResult fit(
      Optional<Family> family, MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled;

  /** Those of the simulator. */
  @Component
  final class OfSimulator implements Fitting {

    @Override
    public List<Fitter> all() {
      return org.hafnia.simulator.fitting.Fits.all();
    }

    @Override
    public FitResult fit(
        Optional<Family> family, MeasurementTable data, FitOptions options, FitListener listener)
        throws FitProblem, FitCancelled {
      return org.hafnia.simulator.fitting.Fits.fit(family.orElse(null), data, options, listener);
    }
  }
}
