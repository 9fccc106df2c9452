package dev.quanbao.directory.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.quanbao.access.model.Caller;
import dev.quanbao.directory.model.Company;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The stored companies; what claims look up of them may be a few seconds old. */
@ApplicationScoped
public class CompanyRepository implements ReactivePanacheMongoRepositoryBase<Company, String> {

  private static final Duration MAX_AGE = Duration.ofSeconds(5);
  private static final int MAX_COMPANIES = 10_000;

  private final AsyncCache<String, Company> recent =
      Caffeine.newBuilder().maximumSize(MAX_COMPANIES).expireAfterWrite(MAX_AGE).buildAsync();

  /** The company with an id as the caller may know of it; refused as not found otherwise. */
  public Uni<Company> visible(String id, Caller caller) {
    if (!caller.mayUse(id)) {
      return Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.NOT_FOUND));
    }
    return findById(id)
        .onItem()
        .ifNull()
        .failWith(() -> RequestRefusedException.because(ErrorCode.NOT_FOUND));
  }

  /** The company whose names a package's lists are resolved by, at most five seconds old. */
  public Uni<Company> recent(String id) {
    return Uni.createFrom()
        .completionStage(() ->
            recent.get(
                id,
                (key, executor) ->
                    findById(key)
                        .map(found -> orUnknown(found, key))
                        .subscribeAsCompletionStage()));
  }

  /** Makes the next look-up ask the store; for changes made on this replica. */
  public void forget(String id) {
    recent.synchronous().invalidate(id);
  }

  private static Company orUnknown(@org.jspecify.annotations.Nullable Company found, String id) {
    return found == null ? Company.unknown(id) : found;
  }
}
