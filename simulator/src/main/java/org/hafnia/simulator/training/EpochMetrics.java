package org.hafnia.simulator.training;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One row of a training's history.
 *
 * @param epoch from 1
 * @param trainLoss mean loss over the epoch's batches, each before its step
 * @param trainAccuracy fraction of the epoch's samples classified rightly before their step
 * @param testLoss mean loss over the test set after the epoch
 * @param testAccuracy fraction of the test set classified rightly after the epoch
 * @param validationLoss mean loss over the validation samples after the epoch; not a number where
 *     there are none
 * @param validationAccuracy fraction of them classified rightly; likewise
 * @param learningRate of the weights during the epoch
 * @param pulses weak RESET pulses given since the start, all layers together; 0 on ideal floats
 * @param wallSeconds wall time since the start, earlier attempts up to their checkpoint included
 * @param cpuSeconds CPU time likewise
 */
public record EpochMetrics(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    double testLoss,
    double testAccuracy,
    double validationLoss,
    double validationAccuracy,
    double learningRate,
    long pulses,
    double wallSeconds,
    double cpuSeconds) {

  void write(DataOutput out) throws IOException {
    out.writeInt(epoch);
    out.writeDouble(trainLoss);
    out.writeDouble(trainAccuracy);
    out.writeDouble(testLoss);
    out.writeDouble(testAccuracy);
    out.writeDouble(validationLoss);
    out.writeDouble(validationAccuracy);
    out.writeDouble(learningRate);
    out.writeLong(pulses);
    out.writeDouble(wallSeconds);
    out.writeDouble(cpuSeconds);
  }

  static EpochMetrics read(DataInput in) throws IOException {
    return new EpochMetrics(
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readLong(),
        in.readDouble(),
        in.readDouble());
  }
}
