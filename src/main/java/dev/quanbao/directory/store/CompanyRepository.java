package dev.quanbao.directory.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.access.model.Caller;
import dev.quanbao.directory.model.Company;
import dev.quanbao.directory.model.CompanyChange;
import dev.quanbao.directory.model.CompanyChange.Rename;
import dev.quanbao.directory.model.CompanyChange.ReplaceList;
import dev.quanbao.directory.model.CompanyChange.SwitchRoster;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.DocumentRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The stored companies (公司).
 *
 * <p>Claims read a company from memory, at most five seconds old; a change on this replica is seen
 * at once.
 */
@ApplicationScoped
public class CompanyRepository implements DocumentRepository<Company> {

  private static final Duration MAX_AGE = Duration.ofSeconds(5);
  private static final int MAX_COMPANIES = 10_000;
  private static final FindOneAndUpdateOptions CHANGED =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  private final AsyncCache<String, Company> recent =
      Caffeine.newBuilder().maximumSize(MAX_COMPANIES).expireAfterWrite(MAX_AGE).buildAsync();

  /** Finds the company with an id; refuses as not found what the caller may not see. */
  public Uni<Company> findVisible(String id, Caller caller) {
    if (!caller.mayUse(id)) {
      return Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.NOT_FOUND));
    }
    return findById(id)
        .onItem()
        .ifNull()
        .failWith(() -> RequestRefusedException.because(ErrorCode.NOT_FOUND));
  }

  /**
   * Finds the company with an id, at most five seconds old; gives an empty one if there is none.
   */
  public Uni<Company> findRecent(String id) {
    return Uni.createFrom()
        .completionStage(() ->
            recent.get(
                id,
                (key, executor) ->
                    findById(key)
                        .map(found -> orUnknown(found, key))
                        .subscribeAsCompletionStage()));
  }

  /** Stores a new company; false if its id is taken. */
  public Uni<Boolean> add(Company company) {
    return insertIfAbsent(company).invoke(() -> forget(company.id()));
  }

  /**
   * Changes a part of a company whose revision is still the one that was read; null if it has
   * another.
   */
  public Uni<@Nullable Company> change(Company seen, CompanyChange change) {
    String revision = CompanyFields.revision(change.part());
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(Filters.eq(seen.id()), hasRevision(revision, seen.revision(change.part()))),
            Updates.combine(update(change), Updates.inc(revision, 1L)),
            CHANGED)
        .<@Nullable Company>map(changed -> changed)
        .invoke(() -> forget(seen.id()));
  }

  private static Bson hasRevision(String field, long revision) {
    return Filters.eq(field, revision == 0 ? null : revision);
  }

  private static Bson update(CompanyChange change) {
    return switch (change) {
      case Rename(String name) -> Updates.set(CompanyFields.NAME, name);
      case ReplaceList(var list, var items) -> Updates.set(CompanyFields.list(list), items);
      case SwitchRoster(var roster) -> Updates.set(CompanyFields.ROSTER, roster);
    };
  }

  private void forget(String id) {
    recent.synchronous().invalidate(id);
  }

  private static Company orUnknown(@Nullable Company found, String id) {
    return found == null ? Company.unknown(id) : found;
  }
}
