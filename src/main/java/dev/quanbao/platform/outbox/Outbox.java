package dev.quanbao.platform.outbox;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import dev.quanbao.platform.store.ManyInserts;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * What waits to be sent, and what became of what was sent.
 *
 * <p>An id is put in once: put in again, it is the same entry, and sent once, for as long as
 * entries are kept after their end.
 */
@ApplicationScoped
public class Outbox
    implements ReactivePanacheMongoRepositoryBase<OutboxEntry, String>, StartupTask {

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return Uni.join()
        .all(
            mongoCollection().createIndex(Indexes.ascending("desk", "dueAt")),
            mongoCollection().createIndex(Indexes.ascending("subject", "state")),
            mongoCollection().createIndex(Indexes.ascending("endedAt")))
        .andFailFast()
        .replaceWithVoid();
  }

  /** Puts an entry in; one that is there under the same id already is the same. */
  public Uni<Void> put(OutboxEntry entry) {
    return persist(entry)
        .replaceWithVoid()
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithNull();
  }

  /** Puts many entries in with one command; see {@link #put}. */
  public Uni<Void> putAll(List<OutboxEntry> entries) {
    return ManyInserts.into(mongoCollection(), entries).replaceWithVoid();
  }

  /** Takes an entry out again; false when it isn't waiting any more. */
  public Uni<Boolean> withdraw(String id) {
    return mongoCollection()
        .deleteOne(Filters.and(Filters.eq(id), Filters.eq("state", EntryState.WAITING)))
        .map(result -> result.getDeletedCount() == 1);
  }

  /** How many entries about a subject are in each state. */
  public Uni<Map<EntryState, Long>> counts(String subject) {
    return Multi.createFrom()
        .items(EntryState.values())
        .onItem()
        .transformToUniAndConcatenate(state ->
            mongoCollection()
                .countDocuments(
                    Filters.and(Filters.eq("subject", subject), Filters.eq("state", state)))
                .map(count -> Map.entry(state, count)))
        .collect()
        .asMap(Map.Entry::getKey, Map.Entry::getValue);
  }
}
