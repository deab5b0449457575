package org.hafnia.simulator.array.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.hafnia.simulator.array.estimate.Effort;
import org.hafnia.simulator.array.estimate.Method;
import org.hafnia.simulator.array.estimate.RateCancelled;
import org.hafnia.simulator.array.estimate.RateListener;
import org.hafnia.simulator.array.rate.Cell;
import org.hafnia.simulator.array.rate.CellStates;
import org.hafnia.simulator.array.rate.ErrorRateAnswer;
import org.hafnia.simulator.array.rate.ErrorRateQuestion;
import org.hafnia.simulator.array.rate.ErrorRates;
import org.hafnia.simulator.array.rate.RateKind;
import org.hafnia.simulator.array.sense.SenseAmplifier;
import org.hafnia.simulator.array.sense.SenseAmplifier.Ideal;
import org.hafnia.simulator.array.sense.SenseAmplifier.Pcsa;
import org.hafnia.simulator.device.states.LognormalLaw;
import org.hafnia.simulator.device.states.StatePair;
import org.hafnia.simulator.measurement.MeasurementKind;
import org.hafnia.simulator.measurement.MeasurementTable;
import org.hafnia.simulator.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class BootstrapTest {

  private static final Logger log = LoggerFactory.getLogger(BootstrapTest.class);
  private static final LognormalLaw LOW = new LognormalLaw(8.5, 0.3);
  private static final LognormalLaw HIGH = new LognormalLaw(10.5, 0.8);

  @Test
  void countsOfIndependentReadsAgreeWithTheLaws() throws RateCancelled {
    var states =
        new CellStates(Optional.of(new StatePair(LOW, HIGH)), Optional.of(drawn(400, 100, 0, 5)));
    for (var cell : List.of(Cell.Single.best(), new Cell.Differential())) {
      var rates =
          answer(
                  cell,
                  new Ideal(),
                  states,
                  Method.CLOSED_FORM,
                  Method.IMPORTANCE_SAMPLING,
                  Method.BOOTSTRAP)
              .estimates(RateKind.BIT_ERROR);

      assertThat(rates).hasSize(3);
      assertThat(rates.get(2).agreesWith(rates.get(0))).as("%s", rates).isTrue();
      assertThat(rates.get(2).agreesWith(rates.get(1))).as("%s", rates).isTrue();
      assertThat(rates.get(2).relativeHalfWidth()).isLessThan(0.25);
    }
  }

  @Test
  void countsUnderARealAmplifierAgreeWithTheLaws() throws RateCancelled {
    var states =
        new CellStates(Optional.of(new StatePair(LOW, HIGH)), Optional.of(drawn(400, 60, 0, 6)));
    for (var cell : List.of(Cell.Single.at(1.2e4), Cell.Single.best(), new Cell.Ternary())) {
      var answer = answer(cell, Pcsa.generic(0.62), states, Method.QUADRATURE, Method.BOOTSTRAP);

      answer
          .rates()
          .forEach(
              (kind, rates) ->
                  assertThat(rates.get(1).value())
                      .as("%s of %s", kind, cell)
                      .isCloseTo(rates.get(0).value(), within(0.1 * rates.get(0).value() + 2e-5)));
    }
  }

  @Test
  void cellsThatDifferWidenTheInterval() throws RateCancelled {
    var alike = answer(new Cell.Differential(), new Ideal(), reads(drawn(300, 50, 0, 1)));
    var different = answer(new Cell.Differential(), new Ideal(), reads(drawn(300, 50, 0.8, 1)));

    assertThat(different.best(RateKind.BIT_ERROR).relativeHalfWidth())
        .isGreaterThan(1.5 * alike.best(RateKind.BIT_ERROR).relativeHalfWidth());
  }

  @Test
  void noErrorSeenGivesAnUpperEndAndNotZero() throws RateCancelled {
    double[][] low = new double[40][50];
    double[][] high = new double[40][50];
    var noise = RandomStream.of(1, "noise", 0);
    for (int cell = 0; cell < 40; cell++) {
      for (int cycle = 0; cycle < 50; cycle++) {
        low[cell][cycle] = 8 + 0.1 * noise.normal(cell, cycle);
        high[cell][cycle] = 12 + 0.1 * noise.normal(cell, 1000 + cycle);
      }
    }

    var rate =
        answer(new Cell.Differential(), new Ideal(), reads(MeasuredReads.of(low, high)))
            .best(RateKind.BIT_ERROR);

    assertThat(rate.value()).isZero();
    assertThat(rate.low()).isZero();
    // 2000 reads that hardly depend on each other: -ln(0.025)/2000 = 1.8e-3, a little more.
    assertThat(rate.high()).isBetween(1.8e-3, 4e-3);
    assertThat(rate.note()).contains("no error seen");
  }

  @Test
  void readsComeFromCyclingMeasurementsInTheOrderOfAddresses() throws RateCancelled {
    var builder = MeasurementTable.builder(MeasurementKind.CYCLING);
    for (int address : new int[] {10, 9, 2, 1}) {
      for (int cycle = 1; cycle <= 3; cycle++) {
        for (var state : List.of("HRS", "LRS")) {
          builder
              .word("device", String.valueOf(address))
              .number("cycle", cycle)
              .word("state", state)
              .number("resistanceOhm", (state.equals("LRS") ? 1e4 : 1e5) * address)
              .add();
        }
      }
    }

    var reads = MeasuredReads.of(builder.build());

    assertThat(reads.cells()).isEqualTo(4);
    assertThat(reads.count()).isEqualTo(24);
    assertThat(reads.of(3, ReadCase.State.HIGH)[0]).isCloseTo(Math.log(1e6), within(1e-12));
    // LRS of 9 and 10 against HRS of the neighbour never err.
    var rate = answer(new Cell.Differential(), new Ideal(), reads(reads));
    assertThat(rate.best(RateKind.BIT_ERROR).value()).isZero();
  }

  @Test
  void refusesReadsThatCannotBeCounted() {
    assertThatThrownBy(() -> MeasuredReads.of(new double[2][3], new double[3][3]))
        .hasMessageContaining("2 cells in LRS and 3 in HRS");
    assertThatThrownBy(() -> MeasuredReads.of(new double[1][3], new double[1][2]))
        .hasMessageContaining("cell 0 has 3 cycles in LRS and 2 in HRS");
    assertThatThrownBy(
            () -> MeasuredReads.of(MeasurementTable.builder(MeasurementKind.RETENTION).build()))
        .hasMessageContaining("kind = retention");
    assertThatThrownBy(
            () ->
                answer(
                    new Cell.Differential(),
                    new Ideal(),
                    reads(MeasuredReads.of(new double[1][3], new double[1][3]))))
        .hasMessageContaining("at least 2");
  }

  /** The published figures where the measured arrays are at hand; our own draws elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "4-24, 1.78e-2, 1.82e-3",
    "4-14, 1.94e-2, 1.27e-2",
    "5-1, 2.18e-2, 2.53e-3",
    "5-5, 2.82e-2, 6.62e-3"
  })
  void measuredArraysGiveTheFiguresKnownOfThem(String run, double single, double pair)
      throws IOException, RateCancelled {
    var folder = Optional.ofNullable(System.getenv("HAFNIA_DATASETS")).map(Path::of);
    var file = folder.map(path -> path.resolve("rram-radar/cycling-" + run + "-20.csv.gz"));
    boolean measured = file.filter(Files::exists).isPresent();
    log.info(measured ? "counting reads of rram-radar" : "no rram-radar: counting our own draws");
    var states = reads(measured ? radar(file.orElseThrow()) : drawn(256, 300, 0, 2));

    var ofSingle = answer(Cell.Single.best(), new Ideal(), states);
    var ofPair = answer(new Cell.Differential(), new Ideal(), states);

    var laws = new StatePair(LOW, HIGH);
    assertNear(ofSingle, measured ? single : exact(Cell.Single.best(), laws), measured);
    assertNear(ofPair, measured ? pair : exact(new Cell.Differential(), laws), measured);
    if (measured && run.equals("4-24")) {
      assertThat(ofSingle.readsThresholdOhm().orElseThrow()).isCloseTo(8.1e3, within(60.0));
    }
  }

  private static void assertNear(ErrorRateAnswer answer, double expected, boolean measured) {
    var rate = answer.best(RateKind.BIT_ERROR);
    double slack = measured ? 0.004 : 0.06;
    assertThat(rate.value()).isCloseTo(expected, within(slack * expected));
    assertThat(rate.low()).isLessThan(expected);
    assertThat(rate.high()).isGreaterThan(expected);
  }

  @Test
  void intervalsCoverTheRateOfCellsThatWereNotMeasured() throws RateCancelled {
    double expected = exact(new Cell.Differential(), new StatePair(LOW, HIGH));
    int covered = 0;
    for (int seed = 0; seed < 200; seed++) {
      var rate =
          answer(new Cell.Differential(), new Ideal(), reads(drawn(200, 20, 0.6, 1000 + seed)))
              .best(RateKind.BIT_ERROR);
      covered += rate.low() <= expected && expected <= rate.high() ? 1 : 0;
    }

    assertThat(covered).isBetween(180, 196);
  }

  private static double exact(Cell cell, StatePair states) {
    return ErrorRates.exact(cell, new Ideal(), states).best(RateKind.BIT_ERROR).value();
  }

  private static MeasuredReads radar(Path file) throws IOException {
    var low = new ArrayList<double[]>();
    var high = new ArrayList<double[]>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        double[] row =
            Arrays.stream(line.split("\t", -1))
                .mapToDouble(text -> Math.log(Double.parseDouble(text)))
                .toArray();
        int cycles = (row.length - 1) / 2;
        double[] hrs = new double[cycles];
        double[] lrs = new double[cycles];
        for (int cycle = 0; cycle < cycles; cycle++) {
          hrs[cycle] = row[1 + 2 * cycle];
          lrs[cycle] = row[2 + 2 * cycle];
        }
        high.add(hrs);
        low.add(lrs);
      }
    }
    return MeasuredReads.of(low.toArray(double[][]::new), high.toArray(double[][]::new));
  }

  /** Reads of lognormal cells, of which a part of the variance lies between cells. */
  private static MeasuredReads drawn(int cells, int cycles, double between, long seed) {
    double within = Math.sqrt(1 - between * between);
    double[][] low = new double[cells][cycles];
    double[][] high = new double[cells][cycles];
    var ofCell = RandomStream.of(seed, "cell", 0);
    var ofCycle = RandomStream.of(seed, "cycle", 0);
    for (int cell = 0; cell < cells; cell++) {
      double own = between * ofCell.normal(cell, 0);
      for (int cycle = 0; cycle < cycles; cycle++) {
        double z = own + within * ofCycle.normal(cell, 2L * cycle);
        low[cell][cycle] = LOW.mu() + LOW.sigma() * ofCycle.normal(cell, 2L * cycle + 1);
        high[cell][cycle] = HIGH.mu() + HIGH.sigma() * z;
      }
    }
    return MeasuredReads.of(low, high);
  }

  private static CellStates reads(MeasuredReads reads) {
    return CellStates.of(reads);
  }

  private static ErrorRateAnswer answer(Cell cell, SenseAmplifier amplifier, CellStates states)
      throws RateCancelled {
    return answer(cell, amplifier, states, Method.BOOTSTRAP);
  }

  private static ErrorRateAnswer answer(
      Cell cell, SenseAmplifier amplifier, CellStates states, Method... methods)
      throws RateCancelled {
    var effort = new Effort(4, 0.02, 2_000_000, 500, 1);
    var question = new ErrorRateQuestion(cell, amplifier, Set.of(methods), List.of(), effort);
    return ErrorRates.answer(question, states, RateListener.SILENT);
  }
}
