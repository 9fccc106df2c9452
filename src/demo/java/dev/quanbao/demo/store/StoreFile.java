package dev.quanbao.demo.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.DataType;

/**
 * The one file of the embedded store, a set of named sorted maps. Nothing but {@link #commit}
 * writes to it, so that what it holds is always the state between two commands.
 */
final class StoreFile {

  static final String NAME = "store.mv.db";

  private static final int CACHE_MIB = 64;

  private static final int TIDY_BELOW_PERCENT = 40;
  private static final int TIDY_BYTES = 4 * 1024 * 1024;
  private static final Duration MOST_TIDYING = Duration.ofMillis(500);

  private final MVStore store;
  private long bytesWhenTidied;

  private StoreFile(MVStore store) {
    this.store = store;
  }

  static StoreFile open(Path dataDir) {
    try {
      Files.createDirectories(dataDir);
    } catch (IOException e) {
      throw EmbeddedStoreException.unusable(dataDir, e);
    }
    try {
      MVStore store =
          new MVStore.Builder()
              .fileName(dataDir.resolve(NAME).toAbsolutePath().toString())
              // A commit on a timer, or when memory fills, could fall into the middle of a command.
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .cacheSize(CACHE_MIB)
              .open();
      // Old versions are kept against power cuts, which this store does not withstand anyway, and
      // would make the file grow with every commit.
      store.setRetentionTime(0);
      return new StoreFile(store);
    } catch (RuntimeException e) {
      throw EmbeddedStoreException.opening(dataDir, e);
    }
  }

  <K, V> MVMap<K, V> map(String name, DataType<K> keys, DataType<V> values) {
    return store.openMap(name, new MVMap.Builder<K, V>().keyType(keys).valueType(values));
  }

  List<String> mapNames() {
    return List.copyOf(store.getMapNames());
  }

  void remove(String map) {
    store.removeMap(map);
  }

  long bytes() {
    return store.getFileStore().size();
  }

  /**
   * Hands every change so far to the operating system, in one piece: a process that is killed finds
   * all of them again, or none if it was killed within this call.
   */
  void commit() {
    if (!store.hasUnsavedChanges()) {
      return;
    }
    store.commit();
    if (bytes() - bytesWhenTidied >= TIDY_BYTES) {
      // Each commit leaves a piece of its own in the file, most of it soon out of date.
      tidyOnce();
    }
  }

  /** Makes the file small again, for a while at most. Only maps that are open take part. */
  void tidy() {
    long end = System.nanoTime() + MOST_TIDYING.toNanos();
    while (tidyOnce() && System.nanoTime() < end) {
      // Each time over, the next few pieces.
    }
  }

  /** Writes the live parts of pieces that are mostly dead once more, and commits. */
  private boolean tidyOnce() {
    // Not the store's own compaction, which besides moves pieces about, outside of any commit.
    boolean moved = store.compact(TIDY_BELOW_PERCENT, TIDY_BYTES);
    store.commit();
    bytesWhenTidied = bytes();
    return moved;
  }

  void close() {
    tidy();
    store.close();
  }

  /** Lets go of the file without writing to it. */
  void abandon() {
    store.closeImmediately();
  }
}
