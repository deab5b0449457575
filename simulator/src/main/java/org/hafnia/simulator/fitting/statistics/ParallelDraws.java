package org.hafnia.simulator.fitting.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.hafnia.simulator.fitting.FitCancelled;
import org.hafnia.simulator.fitting.FitListener;

/** Makes numbered draws on several threads; the results are in order of number. */
public final class ParallelDraws {

  private ParallelDraws() {}

  /**
   * All draws from 0 to n - 1.
   *
   * @throws FitCancelled where the listener asked to stop; draws that have begun are ended first
   */
  public static <T> List<T> of(int draws, int threads, FitListener listener, IntFunction<T> draw)
      throws FitCancelled {
    try (var workers = Executors.newFixedThreadPool(threads)) {
      var promised = new ArrayList<Future<T>>(draws);
      for (int i = 0; i < draws; i++) {
        int number = i;
        Callable<T> task = () -> checked(listener, draw, number);
        promised.add(workers.submit(task));
      }
      var results = new ArrayList<T>(draws);
      for (var one : promised) {
        results.add(result(one));
      }
      return results;
    }
  }

  private static <T> T checked(FitListener listener, IntFunction<T> draw, int number)
      throws FitCancelled {
    listener.check();
    return draw.apply(number);
  }

  private static <T> T result(Future<T> promised) throws FitCancelled {
    try {
      return promised.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FitCancelled cancelled) {
        throw cancelled;
      } else if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
