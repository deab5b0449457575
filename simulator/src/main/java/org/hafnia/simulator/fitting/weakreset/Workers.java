package org.hafnia.simulator.fitting.weakreset;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;
import org.hafnia.simulator.fitting.weakreset.trace.StateFilter;

/** Work on each device by itself, on several threads; which thread takes which does not matter. */
final class Workers implements AutoCloseable {

  private final ExecutorService threads;
  private final int count;
  private final FitListener listener;

  Workers(int count, FitListener listener) {
    this.count = count;
    this.listener = listener;
    threads = Executors.newFixedThreadPool(count, Thread.ofPlatform().daemon().factory());
  }

  /** What is done with one device. */
  interface Work {
    void on(int device, StateFilter scratch);
  }

  void each(int devices, Work work) throws FitCancelled {
    AtomicInteger next = new AtomicInteger();
    List<Future<Boolean>> done =
        IntStream.range(0, Math.min(count, devices))
            .mapToObj(i -> threads.submit(() -> run(devices, next, work)))
            .toList();
    boolean finished = true;
    for (Future<Boolean> one : done) {
      finished &= result(one);
    }
    if (!finished) {
      throw new FitCancelled();
    }
  }

  private boolean run(int devices, AtomicInteger next, Work work) {
    StateFilter scratch = new StateFilter();
    for (int d = next.getAndIncrement(); d < devices; d = next.getAndIncrement()) {
      if (listener.cancelRequested()) {
        return false;
      }
      work.on(d, scratch);
    }
    return true;
  }

  private static boolean result(Future<Boolean> one) {
    try {
      return one.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fitting", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
