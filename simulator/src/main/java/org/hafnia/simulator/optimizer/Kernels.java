package org.hafnia.simulator.optimizer;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.hafnia.simulator.array.weights.WeightChannel;
import org.hafnia.simulator.optimizer.rule.UpdateStep;

/**
 * Runs planes block by block on a fixed number of threads, the one that asks among them. Which
 * thread takes which block is left to chance; the bits do not depend on it.
 *
 * <p>It reads and writes the memory of the host. Where the network is computed elsewhere, whoever
 * calls it brings the gradients there and pushes the weights afterwards.
 */
public final class Kernels implements AutoCloseable {

  /** Weights per block: gradient, moments, weights and devices of a block fit a core's cache. */
  public static final int BLOCK = 8192;

  private final int parallelism;
  private final ExecutorService threads;

  /** Gradients, then updates, then weights of the plane under way; as long as the largest plane. */
  private final float[] gradient;

  private final float[] weight;

  /** What is done with one block. */
  private interface BlockTask {
    void run(int from, int length);
  }

  /**
   * Kernels whose other threads start with the first plane of several blocks.
   *
   * @param parallelism number of threads, at least 1
   * @param largest size of the largest plane
   */
  public Kernels(int parallelism, int largest) {
    this.parallelism = parallelism;
    threads =
        Executors.newFixedThreadPool(
            Math.max(1, parallelism - 1), Thread.ofPlatform().daemon().factory());
    gradient = new float[largest];
    weight = new float[largest];
  }

  /** Writes the weights of a plane, as of a step, to the memory of a network. */
  public void read(WeightPlane plane, long step, FloatBuffer weights) {
    forEachBlock(
        plane.size(),
        (from, length) -> {
          plane.read(step, from, length, weight);
          weights.put(from, weight, from, length);
        });
  }

  /** Writes the weights of a plane that are meant; see {@link WeightPlane#readMeant}. */
  public void readMeant(WeightPlane plane, long step, FloatBuffer weights) {
    forEachBlock(
        plane.size(),
        (from, length) -> {
          plane.readMeant(step, from, length, weight);
          weights.put(from, weight, from, length);
        });
  }

  /**
   * Writes the weights of a plane as they are read on their way through a channel.
   *
   * @param key of the channel's random numbers
   * @param number of the read
   * @return weights that are read other than meant
   */
  @SuppressWarnings("checkstyle:ParameterNumber") // a plane, a channel with its address, a target
  public long read(
      WeightPlane plane,
      long step,
      WeightChannel channel,
      long key,
      long number,
      FloatBuffer weights) {
    var wrong = new LongAdder();
    forEachBlock(
        plane.size(),
        (from, length) -> {
          plane.readMeant(step, from, length, gradient);
          System.arraycopy(gradient, from, weight, from, length);
          channel.pass(key, number, from, length, weight);
          int differing = 0;
          for (int i = from; i < from + length; i++) {
            differing += weight[i] == gradient[i] ? 0 : 1;
          }
          wrong.add(differing);
          weights.put(from, weight, from, length);
        });
    return wrong.sum();
  }

  /** Number of zeros among the weights of a plane that are meant. */
  public long zeros(WeightPlane plane, long step) {
    var zeros = new LongAdder();
    forEachBlock(
        plane.size(),
        (from, length) -> {
          plane.readMeant(step, from, length, weight);
          int found = 0;
          for (int i = from; i < from + length; i++) {
            found += weight[i] == 0 ? 1 : 0;
          }
          zeros.add(found);
        });
    return zeros.sum();
  }

  /** One step with a whole plane: gradients in, new weights out, in one pass. */
  public void update(WeightPlane plane, UpdateStep step, Gradients gradients, FloatBuffer weights) {
    forEachBlock(
        plane.size(),
        (from, length) -> {
          gradients.read(from, length, gradient);
          plane.update(step, from, length, gradient, weight);
          weights.put(from, weight, from, length);
        });
  }

  /** Sum of the squares of some values; the same bits on any number of threads. */
  public double squares(FloatBuffer values) {
    double[] sums = new double[Math.ceilDiv(values.limit(), BLOCK)];
    forEachBlock(
        values.limit(),
        (from, length) -> {
          double sum = 0;
          for (int i = from; i < from + length; i++) {
            double value = values.get(i);
            sum += value * value;
          }
          sums[from / BLOCK] = sum;
        });
    return Arrays.stream(sums).sum();
  }

  private void forEachBlock(int size, BlockTask task) {
    int blocks = Math.ceilDiv(size, BLOCK);
    if (blocks == 1) {
      task.run(0, size);
      return;
    }
    var next = new AtomicInteger();
    Callable<Void> worker =
        () -> {
          for (int b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
            task.run(b * BLOCK, Math.min(BLOCK, size - b * BLOCK));
          }
          return null;
        };
    var workers = new ArrayList<Future<Void>>();
    for (int other = 1; other < parallelism; other++) {
      workers.add(threads.submit(worker));
    }
    // The thread that asks takes blocks too: it would but wait, and be woken for every plane.
    var own = new FutureTask<>(worker);
    workers.add(own);
    own.run();
    await(workers);
  }

  /** Until none of them works on a block any more, whether it failed or not. */
  private static void await(List<Future<Void>> workers) {
    Throwable failure = null;
    for (var worker : workers) {
      try {
        worker.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted between two blocks", e);
      } catch (ExecutionException e) {
        failure = e.getCause();
      }
    }
    if (failure != null) {
      throw new IllegalStateException("a block failed: " + failure, failure);
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
