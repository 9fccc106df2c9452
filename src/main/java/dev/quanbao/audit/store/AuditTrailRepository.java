package dev.quanbao.audit.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.model.FiledEntry;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The filed audit entries: per subject one gapless sequence, each entry in it once however often it
 * is filed.
 */
@ApplicationScoped
public class AuditTrailRepository
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

  /**
   * Files entries of many subjects at once, in two commands whatever their number: of each subject
   * the first that isn't filed. One after the other, so that no entry stands before an earlier one
   * and no place is left empty.
   *
   * @return the ids of entries that are filed, see {@link FiledEntry#id()}; what is missing is left
   *     to be filed again
   */
  Uni<Set<String>> fileFirst(Map<String, List<AuditEntry>> bySubject) {
    return mongoCollection()
        .find(Filters.in("subjectId", bySubject.keySet()))
        .collect()
        .asList()
        .chain(filed -> append(filed, bySubject));
  }

  private Uni<Set<String>> append(List<FiledEntry> filed, Map<String, List<AuditEntry>> bySubject) {
    Set<String> there = filed.stream().map(FiledEntry::id).collect(Collectors.toSet());
    Map<String, FiledEntry> last =
        filed.stream()
            .collect(
                Collectors.toMap(
                    FiledEntry::subjectId,
                    Function.identity(),
                    BinaryOperator.maxBy(Comparator.comparingLong(FiledEntry::seq))));
    List<FiledEntry> missing = new ArrayList<>();
    bySubject.forEach((subjectId, entries) ->
        entries.stream()
            .filter(entry -> !there.contains(FiledEntry.idOf(subjectId, entry)))
            .findFirst()
            .map(entry -> FiledEntry.after(last.get(subjectId), subjectId, entry))
            .ifPresent(missing::add));
    return BulkInsert.into(mongoCollection(), missing)
        .map(refused -> {
          for (int place = 0; place < missing.size(); place++) {
            if (!refused.contains(place)) {
              there.add(missing.get(place).id());
            }
          }
          return there;
        });
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
