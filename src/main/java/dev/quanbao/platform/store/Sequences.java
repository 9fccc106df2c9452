package dev.quanbao.platform.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hands out numbers, each of them once in the whole cluster.
 *
 * <p>An instance fetches them in blocks, so that a number rarely costs a store command; what is
 * left of a block when the instance ends is skipped for good.
 */
@ApplicationScoped
public class Sequences implements DocumentRepository<Counter> {

  private static final int BLOCK = 10_000;

  private final Map<String, Block> blocks = new ConcurrentHashMap<>();

  /** Reserves {@code count} consecutive numbers and gives the first of them. */
  public Uni<Long> take(String name, int count) {
    Block block = blocks.computeIfAbsent(name, n -> new Block());
    Long first = block.take(count);
    if (first != null) {
      return Uni.createFrom().item(first);
    }
    int size = Math.max(BLOCK, count);
    return fetch(name, size).map(start -> block.refill(start, size, count));
  }

  /**
   * Reserves exactly {@code count} consecutive numbers below a limit and gives the first of them;
   * empty, and nothing is reserved, where there aren't as many.
   */
  public Uni<Optional<Long>> takeBelow(String name, int count, long limit) {
    return Uni.createFrom()
        .deferred(() -> count > limit ? nothing() : advanceBelow(name, count, limit))
        .onItem()
        .ifNull()
        .switchTo(() -> begin(name).chain(() -> advanceBelow(name, count, limit)))
        .map(counter -> Optional.ofNullable(counter).map(taken -> taken.next() - count));
  }

  /** How many numbers have been reserved so far. */
  public Uni<Long> taken(String name) {
    return findById(name).map(counter -> counter == null ? 0 : counter.next());
  }

  private static Uni<Counter> nothing() {
    return Uni.createFrom().nullItem();
  }

  private Uni<Counter> advanceBelow(String name, int count, long limit) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(Filters.eq(name), Filters.lte("next", limit - count)),
            Updates.inc("next", (long) count),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
  }

  private Uni<Long> fetch(String name, int size) {
    return advance(name, size)
        .onItem()
        .ifNull()
        .switchTo(() -> begin(name).chain(() -> advance(name, size)))
        .map(counter -> counter.next() - size);
  }

  private Uni<Counter> advance(String name, int size) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.eq(name),
            Updates.inc("next", (long) size),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
  }

  // Not by an upsert: of two at once, one engine was seen to tell both that they had made it, and
  // so gave the same numbers twice. A duplicate key is the same everywhere.
  private Uni<Void> begin(String name) {
    return insertIfAbsent(new Counter(name, 0)).replaceWithVoid();
  }

  /** The numbers an instance holds in memory. */
  private static final class Block {
    private long next;
    private long end;

    synchronized @Nullable Long take(int count) {
      if (end - next < count) {
        return null;
      }
      long first = next;
      next += count;
      return first;
    }

    // A block that another request fetched meanwhile is given up for this one: numbers are plenty.
    synchronized long refill(long start, int size, int count) {
      next = start + count;
      end = start + size;
      return start;
    }
  }
}
