package org.hafnia.service.fits;

import java.util.UUID;
import org.hafnia.service.measurements.MeasurementSets;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.springframework.stereotype.Component;

/** Where fits find their measurements. */
interface MeasurementSource {

  /** A measurement set, without its rows. */
  record Found(UUID id, String name, MeasurementKind kind, String sha256, long rows) {}

  Found require(String idOrName, String pointer);

  /** Keeps a set from before the end of this transaction on, or refuses: it went meanwhile. */
  void hold(Found set, String pointer);

  MeasurementTable load(UUID id);

  /** The sets that were uploaded. */
  @Component
  final class OfSets implements MeasurementSource {

    private final MeasurementSets sets;

    OfSets(MeasurementSets sets) {
      this.sets = sets;
    }

    @Override
    public Found require(String idOrName, String pointer) {
      var set = sets.require(idOrName, pointer);
      return new Found(set.id(), set.name(), set.kind(), set.sha256(), set.rows());
    }

    @Override
    public void hold(Found set, String pointer) {
      sets.hold(set.id(), set.name(), pointer);
    }

    @Override
    public MeasurementTable load(UUID id) {
      return sets.load(id);
    }
  }
}
