package dev.quanbao.audit.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Sorts;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.model.FiledEntry;
import dev.quanbao.platform.flow.Sequentially;
import dev.quanbao.platform.store.BulkInsert;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.FindOptions;
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
 * The audit trail: all filed entries, numbered without gaps within each subject.
 *
 * <p>An entry stands once in the trail of its subject, however often it is filed.
 */
@ApplicationScoped
public class AuditTrailRepository implements DocumentRepository<FiledEntry> {

  private static final int ATTEMPTS = 20;
  private static final Duration PAUSE = Duration.ofMillis(5);

  @Override
  public List<IndexModel> indexes() {
    return List.of(Index.unique(AuditFields.SUBJECT_ID, AuditFields.SEQ));
  }

  /** Files a subject's entries in their order. */
  Uni<Void> file(String subjectId, List<AuditEntry> entries) {
    return Sequentially.each(entries, entry -> fileOne(subjectId, entry));
  }

  /**
   * Files the first unfiled entry of each of many subjects, in two commands whatever their number.
   * It files one entry of a subject at a time, so that no entry gets a place before an earlier one
   * and no place is left empty.
   *
   * @return the ids of the given entries that are filed, see {@link FiledEntry#id()}; the caller
   *     files the rest again
   */
  Uni<Set<String>> fileFirst(Map<String, List<AuditEntry>> bySubject) {
    return mongoCollection()
        .find(Filters.in(AuditFields.SUBJECT_ID, bySubject.keySet()))
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

  // A duplicate key says that another replica took the place or filed this entry: look again.
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
            Filters.eq(AuditFields.SUBJECT_ID, subjectId),
            new FindOptions().sort(Sorts.descending(AuditFields.SEQ)).limit(1))
        .toUni()
        .map(last -> FiledEntry.after(last, subjectId, entry))
        .chain(this::persist)
        .replaceWithVoid();
  }
}
