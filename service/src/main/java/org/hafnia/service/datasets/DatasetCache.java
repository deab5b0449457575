package org.hafnia.service.datasets;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.hafnia.simulator.dataset.Dataset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps the sets used last, so that jobs side by side share one copy. */
@Component
final class DatasetCache {

  private final long limit;
  private final Map<String, Dataset> sets = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, ReentrantLock> loading = new ConcurrentHashMap<>();
  private final ReentrantLock access = new ReentrantLock();

  DatasetCache(DatasetsProperties properties) {
    this.limit = properties.cache().toBytes();
  }

  /**
   * The set of that key; whoever comes while it is being loaded waits for it.
   *
   * @param key of the content: a name alone may be given to another upload
   */
  Dataset get(String key, Supplier<Dataset> load) {
    var lock = loading.computeIfAbsent(key, name -> new ReentrantLock());
    lock.lock();
    try {
      var cached = cached(key);
      if (cached != null) {
        return cached;
      }
      var loaded = load.get();
      keep(key, loaded);
      return loaded;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Dataset cached(String key) {
    access.lock();
    try {
      return sets.get(key);
    } finally {
      access.unlock();
    }
  }

  private void keep(String key, Dataset loaded) {
    access.lock();
    try {
      sets.put(key, loaded);
      long bytes = sets.values().stream().mapToLong(Dataset::bytes).sum();
      Iterator<Dataset> oldest = sets.values().iterator();
      while (bytes > limit && oldest.hasNext()) {
        bytes -= oldest.next().bytes();
        oldest.remove();
      }
    } finally {
      access.unlock();
    }
  }
}
