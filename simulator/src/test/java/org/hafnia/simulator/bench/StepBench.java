package org.hafnia.simulator.bench;

import org.hafnia.simulator.network.blocks.EngineInfo;
import org.hafnia.simulator.training.MemoryEstimate;
import org.hafnia.simulator.training.TrainingResult;

/**
 * Where the time of a step of 784-3000-10 goes, batch 1000, all imperfections, and how much memory
 * the process needs. The first epoch, in which the JVM compiles, is run but not counted.
 */
final class StepBench {

  private static final int HIDDEN = 3000;
  private static final int EPOCHS = 2;

  private StepBench() {}

  public static void main(String[] args) {
    var mnist = Bench.mnist();
    int threads = Runtime.getRuntime().availableProcessors();
    var hardware = Bench.weakReset(true, true);
    var spec = Bench.spec(HIDDEN, hardware, 8, 1, EPOCHS);
    System.out.println(EngineInfo.current() + ", " + threads + " kernel threads");

    Bench.complete(Bench.spec(HIDDEN, hardware, 8, 1, 1), mnist, threads);
    print(Bench.complete(spec, mnist, threads), EPOCHS * mnist.train().count() / spec.batchSize());

    var estimate = MemoryEstimate.of(spec, mnist);
    System.out.printf(
        "resident now %d MB, at most %d MB; estimated %s%n",
        Bench.residentBytes("VmRSS") >> 20, Bench.residentBytes("VmHWM") >> 20, estimate);
  }

  private static void print(TrainingResult result, int steps) {
    var t = result.timings();
    System.out.printf(
        "per step: data %.1f ms, forward and backward %.1f ms, update %.1f ms, other %.1f ms%n",
        1e3 * t.data() / steps,
        1e3 * t.forwardBackward() / steps,
        1e3 * t.update() / steps,
        1e3 * t.other() / steps);
    System.out.printf(
        "whole step %.1f ms; update / (forward and backward) = %.2f; evaluation %.2f s%n",
        1e3 * (t.data() + t.forwardBackward() + t.update() + t.other()) / steps,
        t.update() / t.forwardBackward(),
        t.evaluation() / result.epochs().size());
    double last = result.epochs().getLast().cpuSeconds();
    System.out.printf("CPU %.1f ms per step, evaluation included%n", 1e3 * last / steps);
  }
}
