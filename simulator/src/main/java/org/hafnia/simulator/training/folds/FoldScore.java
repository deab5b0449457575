package org.hafnia.simulator.training.folds;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hafnia.simulator.training.TrainingResult;
import org.hafnia.simulator.training.TrainingResult.LayerUse;
import org.hafnia.simulator.training.TrainingResult.Timings;
import org.hafnia.simulator.training.hardware.HardwareTestResult;
import org.hafnia.simulator.training.quality.Tally;

/**
 * What is kept of a fold that is done, for the figures of all folds.
 *
 * @param tally of its held-out samples
 * @param tests on hardware
 * @param energyJoule of all layers; not a number where a device model does not tell it
 */
record FoldScore(
    Tally tally,
    List<HardwareTestResult> tests,
    long pulses,
    double energyJoule,
    Timings timings,
    double cpuSeconds,
    String weightsSha256) {

  static FoldScore of(TrainingResult result, Tally tally) {
    return new FoldScore(
        tally,
        result.hardwareTests(),
        result.layers().stream().mapToLong(layer -> layer.use().pulses()).sum(),
        result.layers().stream().mapToDouble(FoldScore::energyJoule).sum(),
        result.timings(),
        result.epochs().getLast().cpuSeconds(),
        result.weightsSha256());
  }

  private static double energyJoule(LayerUse layer) {
    return layer.use().energyJoule().orElse(Double.NaN);
  }

  OptionalDouble energy() {
    return Double.isNaN(energyJoule) ? OptionalDouble.empty() : OptionalDouble.of(energyJoule);
  }

  void write(DataOutput out) throws IOException {
    tally.write(out);
    out.writeInt(tests.size());
    for (var test : tests) {
      write(test, out);
    }
    out.writeLong(pulses);
    out.writeDouble(energyJoule);
    out.writeDouble(timings.data());
    out.writeDouble(timings.forwardBackward());
    out.writeDouble(timings.update());
    out.writeDouble(timings.evaluation());
    out.writeDouble(timings.other());
    out.writeDouble(cpuSeconds);
    out.writeUTF(weightsSha256);
  }

  static FoldScore read(DataInput in) throws IOException {
    var tally = Tally.read(in);
    int count = in.readInt();
    var tests = new ArrayList<HardwareTestResult>();
    for (int i = 0; i < count; i++) {
      tests.add(readTest(in));
    }
    return new FoldScore(
        tally,
        List.copyOf(tests),
        in.readLong(),
        in.readDouble(),
        new Timings(
            in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()),
        in.readDouble(),
        in.readUTF());
  }

  private static void write(HardwareTestResult test, DataOutput out) throws IOException {
    out.writeUTF(test.name());
    out.writeInt(test.correct().size());
    for (int correct : test.correct()) {
      out.writeInt(correct);
    }
    out.writeInt(test.samples());
    out.writeLong(test.weights());
    out.writeLong(test.wrong());
    out.writeDouble(test.expectedErrorRate());
  }

  private static HardwareTestResult readTest(DataInput in) throws IOException {
    String name = in.readUTF();
    var correct = new Integer[in.readInt()];
    for (int i = 0; i < correct.length; i++) {
      correct[i] = in.readInt();
    }
    return new HardwareTestResult(
        name, List.of(correct), in.readInt(), in.readLong(), in.readLong(), in.readDouble());
  }
}
