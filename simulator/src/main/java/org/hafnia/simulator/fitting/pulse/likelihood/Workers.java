package org.hafnia.simulator.fitting.pulse.likelihood;

import java.util.List;
import java.util.stream.IntStream;

/** Works on devices side by side; what comes out does not depend on how many threads there are. */
public record Workers(int threads) {

  /** Expands the likelihood of every device about its present parameters. */
  public void expand(Setting setting, List<Device> devices, double[] shared) {
    share(
        devices.size(),
        (from, to) -> {
          var filter = new TraceFilter(setting);
          for (int i = from; i < to; i++) {
            var device = devices.get(i);
            device.score = filter.run(device, shared);
          }
        });
  }

  /** A part of the devices, from and up to but not including. */
  public interface Part {
    void run(int from, int to);
  }

  public void share(int count, Part part) {
    int parts = Math.min(threads, count);
    if (parts <= 1) {
      part.run(0, count);
      return;
    }
    var others =
        IntStream.range(1, parts)
            .mapToObj(
                p ->
                    Thread.ofPlatform()
                        .start(() -> part.run(count * p / parts, count * (p + 1) / parts)))
            .toList();
    part.run(0, count / parts);
    for (var other : others) {
      join(other);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
