package dev.quanbao.platform.idempotency;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.result.DeleteResult;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.idempotency.Beginning.Answered;
import dev.quanbao.platform.idempotency.Beginning.Carried;
import dev.quanbao.platform.idempotency.Beginning.Denied;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The keyed requests of the last day.
 *
 * <p>Of all attempts under one key at most one runs at a time, unless it is older than {@link
 * #PATIENCE}: then whoever ran it is taken for dead, and one other takes it over under the same
 * operation.
 */
@ApplicationScoped
public class KeyedRequestRepository
    implements ReactivePanacheMongoRepositoryBase<KeyedRequest, String>, StartupTask {

  static final Duration KEPT = Duration.ofHours(24);
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int ATTEMPTS = 3;

  private final Clock clock;

  KeyedRequestRepository(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return mongoCollection().createIndex(Indexes.ascending("expiresAt")).replaceWithVoid();
  }

  /** Begins an attempt, or says why there is none. */
  Uni<Beginning> begin(String id, String bodyHash) {
    // The store keeps milliseconds; what it gives back must equal what was given.
    return begin(id, bodyHash, clock.instant().truncatedTo(ChronoUnit.MILLIS), ATTEMPTS);
  }

  private Uni<Beginning> begin(String id, String bodyHash, Instant now, int attemptsLeft) {
    var fresh = new KeyedRequest(id, bodyHash, Ids.random(), now, null, now.plus(KEPT));
    return mongoCollection()
        .insertOne(fresh)
        .<Beginning>replaceWith(new Carried(new Attempt(id, fresh.operation(), now, true)))
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithUni(() -> repeat(id, bodyHash, now, attemptsLeft));
  }

  private Uni<Beginning> repeat(String id, String bodyHash, Instant now, int attemptsLeft) {
    return mongoCollection()
        .find(eq("_id", id))
        .toUni()
        .chain(known -> decide(known, id, bodyHash, now, attemptsLeft));
  }

  private Uni<Beginning> decide(
      @Nullable KeyedRequest known, String id, String bodyHash, Instant now, int attemptsLeft) {
    if (known == null || known.isOver(now)) {
      return attemptsLeft == 0
          ? denied(ErrorCode.FIRST_REQUEST_RUNNING)
          : dropOver(id, now).chain(() -> begin(id, bodyHash, now, attemptsLeft - 1));
    }
    if (!known.bodyHash().equals(bodyHash)) {
      return denied(ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }
    if (known.answer() != null) {
      return Uni.createFrom().item(new Answered(known.answer()));
    }
    return known.startedAt().isAfter(now.minus(PATIENCE))
        ? denied(ErrorCode.FIRST_REQUEST_RUNNING)
        : takeOver(known, now);
  }

  private Uni<DeleteResult> dropOver(String id, Instant now) {
    return mongoCollection().deleteOne(and(eq("_id", id), lte("expiresAt", now)));
  }

  private Uni<Beginning> takeOver(KeyedRequest known, Instant now) {
    return mongoCollection()
        .updateOne(running(known.id(), known.startedAt()), set("startedAt", now))
        .map(result ->
            result.getModifiedCount() == 1
                ? new Carried(new Attempt(known.id(), known.operation(), now, false))
                : new Denied(ErrorCode.FIRST_REQUEST_RUNNING));
  }

  /** Keeps the answer of an attempt, unless another has taken it over. */
  Uni<Void> keep(Attempt attempt, KeptAnswer answer) {
    return mongoCollection()
        .updateOne(running(attempt.id(), attempt.startedAt()), set("answer", answer))
        .replaceWithVoid();
  }

  /** Forgets a request that had no effect: its key is as good as new. */
  Uni<Void> forget(Attempt attempt) {
    return mongoCollection()
        .deleteOne(running(attempt.id(), attempt.startedAt()))
        .replaceWithVoid();
  }

  /** Lets the next attempt begin at once, under the same operation. */
  Uni<Void> release(Attempt attempt) {
    return mongoCollection()
        .updateOne(running(attempt.id(), attempt.startedAt()), set("startedAt", Instant.EPOCH))
        .replaceWithVoid();
  }

  private static Bson running(String id, Instant startedAt) {
    return and(eq("_id", id), eq("startedAt", startedAt), eq("answer", null));
  }

  private static Uni<Beginning> denied(ErrorCode code) {
    return Uni.createFrom().item(new Denied(code));
  }
}
