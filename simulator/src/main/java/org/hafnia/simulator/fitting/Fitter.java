package org.hafnia.simulator.fitting;

import java.util.List;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;

/** Estimates a device model of one family from measurements. */
public interface Fitter {

  Family family();

  /** The measurements it needs. */
  MeasurementKind kind();

  /** Laws to choose from within the family, by name; "auto" chooses among them. */
  List<String> variants();

  /**
   * Fits each device, then the population. Equal data and options give equal bits, whatever the
   * number of threads.
   *
   * @throws FitProblem where these data cannot be fitted
   * @throws FitCancelled where the listener asked to stop
   */
  FitResult fit(MeasurementTable data, FitOptions options, FitListener listener)
      throws FitProblem, FitCancelled;
}
