package dev.quanbao.audit.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.model.Audited;
import dev.quanbao.audit.model.FiledEntry;
import dev.quanbao.platform.flow.Sequentially;
import dev.quanbao.platform.store.Index;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/**
 * Moves audit entries from the documents that carry them to the audit trail.
 *
 * <p>An entry is removed from its document only after it was stored in the trail, so that a filing
 * that is interrupted can be repeated and loses nothing.
 */
@ApplicationScoped
public class AuditOutbox {

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private final AuditTrailRepository trail;

  AuditOutbox(AuditTrailRepository trail) {
    this.trail = trail;
  }

  /** The index of the documents that carry entries; documents without entries are not in it. */
  public static IndexModel index() {
    return Index.partial(Filters.exists(AuditFields.UNFILED_AT), AuditFields.UNFILED_AT);
  }

  /** Makes the index of the documents that carry entries. */
  public static Uni<String> index(ReactiveMongoCollection<?> documents) {
    return documents.createIndexes(List.of(index())).map(List::getFirst);
  }

  /** The update by which a change writes its entry into the changed document. */
  public static Bson add(AuditEntry entry) {
    return Updates.push(AuditFields.UNFILED, entry);
  }

  /** Files all entries of a document; filing them again changes nothing. */
  public <T extends Audited> Uni<Void> file(
      ReactivePanacheMongoRepositoryBase<T, String> repository, T changed) {
    if (changed.unfiled().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<String> ids = changed.unfiled().stream().map(AuditEntry::id).toList();
    return trail
        .file(changed.id(), changed.unfiled())
        .chain(() -> repository.mongoCollection().updateOne(Filters.eq(changed.id()), remove(ids)))
        .replaceWithVoid();
  }

  /**
   * Files all entries of the documents that carry one from before a moment.
   *
   * @param limit how many documents at most
   */
  public <T extends Audited> Uni<Void> fileOlderThan(
      ReactivePanacheMongoRepositoryBase<T, String> repository, Instant moment, int limit) {
    return findUnfiled(repository, moment, limit)
        .chain(found -> Sequentially.each(found, changed -> file(repository, changed)));
  }

  /**
   * Files the first entry of each of the documents that carry one from before a moment. The number
   * of commands doesn't depend on the number of documents; later entries are left to the next call.
   *
   * @param limit how many documents at most
   * @return how many documents were found
   */
  public <T extends Audited> Uni<Integer> fileFirstOfEach(
      ReactivePanacheMongoRepositoryBase<T, String> repository, Instant moment, int limit) {
    return findUnfiled(repository, moment, limit)
        .call(found -> found.isEmpty() ? Uni.createFrom().voidItem() : fileFirst(repository, found))
        .map(List::size);
  }

  // The filter also says that there are entries: a store may not see otherwise that the partial
  // index holds all documents that match.
  private static <T> Uni<List<T>> findUnfiled(
      ReactivePanacheMongoRepositoryBase<T, String> repository, Instant moment, int limit) {
    return repository
        .mongoCollection()
        .find(
            Filters.and(
                Filters.exists(AuditFields.UNFILED_AT), Filters.lt(AuditFields.UNFILED_AT, moment)),
            new FindOptions().limit(limit))
        .collect()
        .asList();
  }

  private <T extends Audited> Uni<Void> fileFirst(
      ReactivePanacheMongoRepositoryBase<T, String> repository, List<T> found) {
    Map<String, List<AuditEntry>> entries =
        found.stream().collect(Collectors.toMap(Audited::id, Audited::unfiled));
    return trail.fileFirst(entries).chain(filed -> removeFiled(repository, entries, filed));
  }

  private static <T> Uni<Void> removeFiled(
      ReactivePanacheMongoRepositoryBase<T, String> repository,
      Map<String, List<AuditEntry>> unfiled,
      Set<String> filed) {
    List<UpdateOneModel<T>> removals = new ArrayList<>();
    unfiled.forEach((subjectId, entries) -> {
      List<String> ids =
          entries.stream()
              .filter(entry -> filed.contains(FiledEntry.idOf(subjectId, entry)))
              .map(AuditEntry::id)
              .toList();
      if (!ids.isEmpty()) {
        removals.add(new UpdateOneModel<>(Filters.eq(subjectId), remove(ids)));
      }
    });
    return removals.isEmpty()
        ? Uni.createFrom().voidItem()
        : repository.mongoCollection().bulkWrite(removals, UNORDERED).replaceWithVoid();
  }

  private static Bson remove(List<String> entryIds) {
    return Updates.pullByFilter(
        Filters.eq(
            AuditFields.UNFILED, Filters.in(AuditFields.ENTRY_ID, entryIds).toBsonDocument()));
  }
}
