package org.hafnia.service.jobs.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.hafnia.service.jobs.http.EventStore.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Hands new events to everyone who follows a job, with one query a tick for all of them. */
@Component
class EventFeed implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  private static final Duration TICK = Duration.ofMillis(200);
  // A follower that leaves so many batches unread is let go; it comes back with Last-Event-ID.
  private static final int UNREAD = 1000;

  private final EventStore store;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final Semaphore joined = new Semaphore(0);
  private volatile boolean running;

  EventFeed(EventStore store) {
    this.store = store;
  }

  /** One follower of one job. */
  final class Subscription implements AutoCloseable {

    private final UUID jobId;
    private final BlockingQueue<List<Event>> unread = new LinkedBlockingQueue<>(UNREAD);
    private volatile long seen;
    private volatile boolean open = true;

    private Subscription(UUID jobId, long after) {
      this.jobId = jobId;
      this.seen = after;
    }

    /** The next events; none where there are none for that long. */
    List<Event> next(Duration wait) throws InterruptedException {
      var events = unread.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
      return events == null ? List.of() : events;
    }

    boolean isOpen() {
      return open;
    }

    private void offer(List<Event> events) {
      var fresh = events.stream().filter(event -> event.sequence() > seen).toList();
      if (!fresh.isEmpty()) {
        seen = fresh.getLast().sequence();
        open &= unread.offer(fresh);
      }
    }

    @Override
    public void close() {
      open = false;
      subscriptions.remove(this);
    }

    private void end() {
      close();
      unread.offer(List.of());
    }
  }

  Subscription follow(UUID jobId, long after) {
    var subscription = new Subscription(jobId, after);
    subscriptions.add(subscription);
    joined.release();
    return subscription;
  }

  int followers() {
    return subscriptions.size();
  }

  @Override
  public void start() {
    running = true;
    Thread.ofPlatform().daemon().name("event-feed").start(this::run);
  }

  /** Before the web server, which would wait for its streams to end by themselves. */
  @Override
  public void stop() {
    running = false;
    Set.copyOf(subscriptions).forEach(Subscription::end);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void run() {
    while (running) {
      try {
        tick();
        // Who joins is told what there is at once.
        joined.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS);
        joined.drainPermits();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException failure) {
        LOG.warn("Events could not be read, trying again: {}", failure.getMessage());
      }
    }
  }

  private void tick() {
    var current = Set.copyOf(subscriptions);
    if (current.isEmpty()) {
      return;
    }
    var seen =
        current.stream()
            .collect(Collectors.toMap(each -> each.jobId, each -> each.seen, Math::min));
    var events = store.after(seen).stream().collect(Collectors.groupingBy(Event::jobId));
    current.forEach(each -> deliver(each, events));
  }

  private static void deliver(Subscription subscription, Map<UUID, List<Event>> events) {
    subscription.offer(events.getOrDefault(subscription.jobId, List.of()));
  }
}
