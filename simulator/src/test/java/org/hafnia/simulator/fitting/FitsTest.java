package org.hafnia.simulator.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hafnia.simulator.device.description.Family;
import org.hafnia.simulator.device.presets.DeviceModels;
import org.hafnia.simulator.device.sampling.ModelSamples;
import org.hafnia.simulator.device.sampling.SampleSpec;
import org.hafnia.simulator.fitting.states.StatesFitter;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.junit.jupiter.api.Test;

class FitsTest {

  private static final FitOptions OPTIONS = new FitOptions("one", "auto", 1, 20, 0.95, 1);

  @Test
  void saysWhichMeasurementsAFamilyNeeds() {
    assertThatThrownBy(() -> Fits.fit(Family.RETENTION, cells(), OPTIONS, FitListener.NONE))
        .isInstanceOf(FitProblem.class)
        .hasMessageContaining("no family retention is fitted to cycling measurements")
        .hasMessageContaining("cycling for states");
  }

  @Test
  void keepsTheFamilyUnderWhichHeldOutReadsAreMostLikely() throws Exception {
    var twice = List.<Fitter>of(new Unable(), new StatesFitter());

    var result = Fits.fit(twice, null, cells(), OPTIONS, FitListener.NONE);

    assertThat(result.model().family()).isEqualTo(Family.STATES);
    assertThat(result.candidates()).hasSize(4);
    assertThat(result.candidates().getLast().note()).contains("nothing can be said");
  }

  @Test
  void namesAProblemWhereNoFamilyFits() {
    var unable = List.<Fitter>of(new Unable(), new Unable());

    assertThatThrownBy(() -> Fits.fit(unable, null, cells(), OPTIONS, FitListener.NONE))
        .isInstanceOf(FitProblem.class)
        .hasMessageContaining("nothing can be said");
  }

  private static MeasurementTable cells() {
    var preset = DeviceModels.find("hfo2-radar-2021").orElseThrow();
    return ModelSamples.draw(preset, new SampleSpec(1, 30, 20));
  }

  /** Fits nothing. */
  private record Unable() implements Fitter {

    @Override
    public Family family() {
      return Family.ENDURANCE;
    }

    @Override
    public MeasurementKind kind() {
      return MeasurementKind.CYCLING;
    }

    @Override
    public List<String> variants() {
      return List.of();
    }

    @Override
    public FitResult fit(MeasurementTable data, FitOptions options, FitListener listener)
        throws FitProblem {
      throw new FitProblem("nothing can be said", "other data");
    }
  }
}
