package dev.quanbao.audit;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * The filed audit entries: per subject one gapless sequence, each entry in it once however often it
 * is filed.
 */
@ApplicationScoped
public class AuditTrail
    implements ReactivePanacheMongoRepositoryBase<FiledEntry, String>, StartupTask {

  private static final int ATTEMPTS = 20;
  private static final Duration PAUSE = Duration.ofMillis(5);

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return mongoCollection()
        .createIndex(Indexes.ascending("subjectId", "seq"), new IndexOptions().unique(true))
        .replaceWithVoid();
  }

  /** Files a subject's entries in their order. */
  public Uni<Void> file(String subjectId, List<AuditEntry> entries) {
    return Multi.createFrom()
        .iterable(entries)
        .onItem()
        .transformToUniAndConcatenate(entry -> fileOne(subjectId, entry))
        .collect()
        .last()
        .replaceWithVoid();
  }

  // A duplicate says that another replica took the place or filed this very entry: look again.
  private Uni<Void> fileOne(String subjectId, AuditEntry entry) {
    return Uni.createFrom()
        .deferred(() -> findById(FiledEntry.idOf(subjectId, entry)))
        .chain(filed -> filed != null ? Uni.createFrom().voidItem() : append(subjectId, entry))
        .onFailure(StoreErrors::isDuplicateKey)
        .retry()
        .withBackOff(PAUSE)
        .atMost(ATTEMPTS);
  }

  private Uni<Void> append(String subjectId, AuditEntry entry) {
    return mongoCollection()
        .find(
            Filters.eq("subjectId", subjectId),
            new FindOptions().sort(Sorts.descending("seq")).limit(1))
        .toUni()
        .map(last -> FiledEntry.after(last, subjectId, entry))
        .chain(this::persist)
        .replaceWithVoid();
  }
}
