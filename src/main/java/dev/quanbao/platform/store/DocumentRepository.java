package dev.quanbao.platform.store;

import com.mongodb.client.model.IndexModel;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Supplier;

/**
 * A reactive Panache repository of the documents of one collection, which have a text for an id.
 *
 * <p>The indexes that its queries rely on are declared beside them and made at start, before the
 * first request; a key that is taken is an outcome of an insert, not a failure.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class Jobs implements DocumentRepository<Job> {
 *
 *   public List<IndexModel> indexes() {
 *     return List.of(Index.on("dueAt"), Index.on("packageId", "createdAt"));
 *   }
 *
 *   public Uni<Job> add(Job job) {
 *     return insertOrFind(job, () -> findById(job.id()));
 *   }
 * }
 * }</pre>
 */
public interface DocumentRepository<T> extends ReactivePanacheMongoRepositoryBase<T, String> {

  /** The indexes of the collection, besides the one on the id. */
  default List<IndexModel> indexes() {
    return List.of();
  }

  /** Inserts a document unless its key is taken; tells whether it was inserted. */
  default Uni<Boolean> insertIfAbsent(T document) {
    return persist(document)
        .replaceWith(true)
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithItem(false);
  }

  /**
   * Inserts a document, or gives the one that is there already.
   *
   * @param present finds what has the key
   */
  default Uni<T> insertOrFind(T document, Supplier<Uni<? extends T>> present) {
    return persist(document).onFailure(StoreErrors::isDuplicateKey).recoverWithUni(present);
  }
}
