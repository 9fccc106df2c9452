package dev.quanbao.card.wechat.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.card.wechat.model.AccessToken;
import dev.quanbao.platform.crypto.SealedBytes;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Lease;
import dev.quanbao.platform.store.LeaseField;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The stored access tokens.
 *
 * <p>Only the replica that holds the lease of a token's renewal replaces the token.
 */
@ApplicationScoped
public class AccessTokenRepository implements DocumentRepository<AccessToken> {

  private static final String GENERATION = "generation";
  private static final String SEALED = "sealed";
  private static final String RENEW_FROM = "renewFrom";
  private static final String UNTIL = "until";
  private static final LeaseField RENEWAL = new LeaseField("renewal");

  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  /** The document of an account, which is made if there is none. */
  public Uni<AccessToken> findOrCreate(String appId) {
    return findById(appId)
        .onItem()
        .ifNull()
        .switchTo(() -> insertOrFind(AccessToken.none(appId), () -> findById(appId)));
  }

  /** Takes the lease of a token's renewal; null where another has it or the token is no longer. */
  public Uni<@Nullable AccessToken> takeRenewal(AccessToken seen, Lease lease, Instant now) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(isOf(seen.id(), seen.generation()), RENEWAL.mayTake(seen.renewal(), now)),
            RENEWAL.set(lease),
            AFTER);
  }

  /** Replaces a token whose renewal is held by the next one, and gives the lease back. */
  public Uni<Void> replace(AccessToken held, SealedBytes sealed, Instant renewFrom, Instant until) {
    return mongoCollection()
        .updateOne(
            isHeld(held),
            Updates.combine(
                Updates.inc(GENERATION, 1L),
                Updates.set(SEALED, sealed),
                Updates.set(RENEW_FROM, renewFrom),
                Updates.set(UNTIL, until),
                RENEWAL.set(Lease.FREE)))
        .replaceWithVoid();
  }

  /** Gives the lease of a renewal back that brought no token. */
  public Uni<Void> release(AccessToken held) {
    return mongoCollection().updateOne(isHeld(held), RENEWAL.set(Lease.FREE)).replaceWithVoid();
  }

  /** Notes that WeChat refuses a token before its time. */
  public Uni<Void> revoke(String appId, long generation) {
    return mongoCollection()
        .updateOne(
            isOf(appId, generation),
            Updates.combine(
                Updates.set(RENEW_FROM, Instant.EPOCH), Updates.set(UNTIL, Instant.EPOCH)))
        .replaceWithVoid();
  }

  private static Bson isOf(String appId, long generation) {
    return Filters.and(Filters.eq(appId), Filters.eq(GENERATION, generation));
  }

  private static Bson isHeld(AccessToken held) {
    return Filters.and(isOf(held.id(), held.generation()), RENEWAL.isHeld(held.renewal()));
  }
}
