package dev.quanbao.audit.store;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.model.FiledEntry;
import dev.quanbao.platform.store.Index;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.bson.conversions.Bson;

/**
 * Moves audit entries from the documents they were written into, where they stand under {@code
 * unfiled}, to the trail; an entry leaves its document only once it stands in the trail.
 */
@ApplicationScoped
public class AuditOutbox {

  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
  private static final String SINCE = "unfiled.at";

  private final AuditTrailRepository trail;

  AuditOutbox(AuditTrailRepository trail) {
    this.trail = trail;
  }

  /**
   * Makes the index of the documents in which entries lie, and of no others: it costs those nothing
   * that have none.
   */
  public static Uni<String> index(ReactiveMongoCollection<?> subjects) {
    return subjects.createIndex(
        Indexes.ascending(SINCE),
        new IndexOptions().partialFilterExpression(Filters.exists(SINCE)));
  }

  /** The same, to be declared by the subjects' repository. */
  public static IndexModel indexOfUnfiled() {
    return Index.partial(Filters.exists(SINCE), SINCE);
  }

  /** Documents in which entries lie since before a moment. */
  // That there are entries is said as well, or a store may not see that the index holds them all.
  public static Bson isUnfiledSince(Instant moment) {
    return Filters.and(Filters.exists(SINCE), Filters.lt(SINCE, moment));
  }

  /** Files what stands in one document; again does nothing. */
  public Uni<Void> file(
      ReactiveMongoCollection<?> subjects, String subjectId, List<AuditEntry> unfiled) {
    if (unfiled.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<String> ids = unfiled.stream().map(AuditEntry::id).toList();
    return trail
        .file(subjectId, unfiled)
        .chain(() -> subjects.updateOne(Filters.eq(subjectId), pull(ids)))
        .replaceWithVoid();
  }

  /** Lets those documents be filed, so many, in which entries lie since before a moment. */
  public <T> Uni<Void> fileOlderThan(
      ReactiveMongoCollection<T> subjects, Instant moment, int limit, Function<T, Uni<Void>> file) {
    return subjects
        .find(isUnfiledSince(moment), new FindOptions().limit(limit))
        .onItem()
        .transformToUniAndConcatenate(file::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /**
   * Files the first entry of each of many documents; what else stands there is for the next time.
   */
  public <T> Uni<Void> fileFirst(
      ReactiveMongoCollection<T> subjects, Map<String, List<AuditEntry>> unfiled) {
    if (unfiled.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return trail.fileFirst(unfiled).chain(filed -> takeOut(subjects, unfiled, filed));
  }

  private static <T> Uni<Void> takeOut(
      ReactiveMongoCollection<T> subjects,
      Map<String, List<AuditEntry>> unfiled,
      Set<String> filed) {
    List<UpdateOneModel<T>> pulls = new ArrayList<>();
    unfiled.forEach((subjectId, entries) -> {
      List<String> ids =
          entries.stream()
              .filter(entry -> filed.contains(FiledEntry.idOf(subjectId, entry)))
              .map(AuditEntry::id)
              .toList();
      if (!ids.isEmpty()) {
        pulls.add(new UpdateOneModel<>(Filters.eq(subjectId), pull(ids)));
      }
    });
    return pulls.isEmpty()
        ? Uni.createFrom().voidItem()
        : subjects.bulkWrite(pulls, UNORDERED).replaceWithVoid();
  }

  private static Bson pull(List<String> entryIds) {
    return Updates.pullByFilter(Filters.eq("unfiled", Filters.in("id", entryIds).toBsonDocument()));
  }
}
