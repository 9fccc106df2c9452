package dev.quanbao.platform.idempotency.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.IndexModel;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.flow.Retry;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.idempotency.store.Beginning.Answered;
import dev.quanbao.platform.idempotency.store.Beginning.Carried;
import dev.quanbao.platform.idempotency.store.Beginning.Denied;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import dev.quanbao.platform.store.Lease;
import dev.quanbao.platform.store.LeaseField;
import dev.quanbao.platform.store.background.PacedBatches;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The keyed requests of the last day.
 *
 * <p>Of all attempts under one key at most one runs at a time: it holds the request's lease. An
 * attempt that has not ended after {@link #PATIENCE} passes for dead, and one other takes the
 * request over under the same operation.
 */
@ApplicationScoped
public class KeyedRequestRepository implements DocumentRepository<KeyedRequest> {

  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration KEPT = Duration.ofHours(24);
  private static final LeaseField LEASE = new LeaseField("lease");
  private static final String ANSWER = "answer";
  private static final String EXPIRES_AT = "expiresAt";
  private static final int ATTEMPTS = 4;

  private final Clock clock;

  KeyedRequestRepository(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<IndexModel> indexes() {
    return List.of(Index.on(EXPIRES_AT));
  }

  /** Begins an attempt, or says why there is none. */
  public Uni<Beginning> begin(String id, String bodyHash) {
    Instant now = clock.instant();
    return Retry.<Beginning>upTo(ATTEMPTS, () -> tryToBegin(id, bodyHash, now))
        .onItem()
        .ifNull()
        .continueWith(() -> new Denied(ErrorCode.FIRST_REQUEST_RUNNING));
  }

  private Uni<@Nullable Beginning> tryToBegin(String id, String bodyHash, Instant now) {
    Lease lease = Lease.until(now.plus(PATIENCE));
    var fresh = new KeyedRequest(id, bodyHash, Ids.random(), lease, null, now.plus(KEPT));
    return insertIfAbsent(fresh)
        .chain(inserted ->
            inserted
                ? Uni.createFrom()
                    .item(new Carried(new Attempt(id, fresh.operation(), lease, true)))
                : findById(id).chain(known -> repeat(known, id, bodyHash, now)));
  }

  // Null where the key is free, or about to be.
  private Uni<@Nullable Beginning> repeat(
      @Nullable KeyedRequest known, String id, String bodyHash, Instant now) {
    if (known == null || known.isOver(now)) {
      return dropOver(id, now);
    }
    if (!known.bodyHash().equals(bodyHash)) {
      return Uni.createFrom().item(new Denied(ErrorCode.IDEMPOTENCY_KEY_REUSED));
    }
    if (known.answer() != null) {
      return Uni.createFrom().item(new Answered(known.answer()));
    }
    return known.lease().isOver(now)
        ? takeOver(known, now)
        : Uni.createFrom().item(new Denied(ErrorCode.FIRST_REQUEST_RUNNING));
  }

  private Uni<@Nullable Beginning> dropOver(String id, Instant now) {
    return mongoCollection()
        .deleteOne(and(eq(id), lte(EXPIRES_AT, now)))
        .replaceWith(Uni.createFrom().nullItem());
  }

  private Uni<@Nullable Beginning> takeOver(KeyedRequest known, Instant now) {
    Lease mine = Lease.until(now.plus(PATIENCE));
    return mongoCollection()
        .updateOne(and(unanswered(known.id()), LEASE.mayTake(known.lease(), now)), LEASE.set(mine))
        .map(result ->
            result.getModifiedCount() == 1
                ? new Carried(new Attempt(known.id(), known.operation(), mine, false))
                : new Denied(ErrorCode.FIRST_REQUEST_RUNNING));
  }

  /** Keeps the answer of an attempt, unless another has taken the request over. */
  public Uni<Void> keep(Attempt attempt, KeptAnswer answer) {
    return mongoCollection().updateOne(isHeld(attempt), set(ANSWER, answer)).replaceWithVoid();
  }

  /** Forgets a request that had no effect: its key is as good as new. */
  public Uni<Void> forget(Attempt attempt) {
    return mongoCollection().deleteOne(isHeld(attempt)).replaceWithVoid();
  }

  /** Lets the next attempt begin at once, under the same operation. */
  public Uni<Void> release(Attempt attempt) {
    return mongoCollection()
        .updateOne(isHeld(attempt), LEASE.endAt(Instant.EPOCH))
        .replaceWithVoid();
  }

  /** Forgets requests whose day is over; gives their number. */
  public Uni<Integer> forgetOver(PacedBatches batches, Instant end) {
    return batches.forget(end, mongoCollection(), EXPIRES_AT, clock.instant());
  }

  private static Bson isHeld(Attempt attempt) {
    return and(unanswered(attempt.id()), LEASE.isHeld(attempt.lease()));
  }

  private static Bson unanswered(String id) {
    return and(eq(id), eq(ANSWER, null));
  }
}
