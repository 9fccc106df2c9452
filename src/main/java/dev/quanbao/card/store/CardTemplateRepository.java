package dev.quanbao.card.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The stored templates.
 *
 * <p>Merchants change them through {@link #change} alone: the rule is asked on what was read, and
 * the write takes effect only if that is still what is there.
 */
@ApplicationScoped
public class CardTemplateRepository
    implements ReactivePanacheMongoRepositoryBase<CardTemplate, String>, StartupTask {

  private static final int ATTEMPTS = 20;
  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  @Override
  public Order order() {
    return Order.INDEXES;
  }

  @Override
  public Uni<Void> run() {
    return Uni.join()
        .all(
            mongoCollection().createIndex(Indexes.ascending("companyId", "number")),
            mongoCollection().createIndex(Indexes.ascending("sync", "number")),
            mongoCollection()
                .createIndex(Indexes.ascending("operation"), new IndexOptions().unique(true)),
            AuditOutbox.index(mongoCollection()))
        .andFailFast()
        .replaceWithVoid();
  }

  /**
   * The template with a number, as far as the caller may know of it; refused as not found
   * otherwise, in the same words whether it doesn't exist or is another company's.
   */
  public Uni<CardTemplate> visible(long number, Caller caller) {
    return findById(CardTemplate.idOf(number))
        .map(found -> {
          if (found == null || !caller.mayUse(found.companyId())) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          return found;
        });
  }

  /**
   * Stores a new template.
   *
   * @return it, or the one that the same operation has made before; null where its number is taken
   */
  public Uni<@Nullable CardTemplate> insert(CardTemplate fresh) {
    return persist(fresh)
        .onFailure(StoreErrors::isDuplicateKey)
        .recoverWithUni(() -> madeBefore(fresh));
  }

  // One under the very number is somebody else's, who took it.
  private Uni<@Nullable CardTemplate> madeBefore(CardTemplate fresh) {
    return mongoCollection()
        .find(
            Filters.and(Filters.eq("operation", fresh.operation()), Filters.ne("_id", fresh.id())))
        .toUni();
  }

  /** A change that a rule has worked out for the template it was shown. */
  public record Change(Bson update, AuditEntry audit) {}

  /**
   * Changes a template: asks the rule, writes what it says if nobody was faster, else asks again
   * about what is there now.
   *
   * @param rule gives null where there is nothing left to change
   */
  public Uni<CardTemplate> change(
      long number, Caller caller, Function<CardTemplate, @Nullable Change> rule) {
    return change(number, caller, rule, ATTEMPTS);
  }

  private Uni<CardTemplate> change(
      long number, Caller caller, Function<CardTemplate, @Nullable Change> rule, int attempts) {
    return visible(number, caller)
        .chain(found -> {
          Change change = rule.apply(found);
          return change == null ? Uni.createFrom().item(found) : write(found, change, caller);
        })
        .onItem()
        .ifNull()
        .switchTo(() ->
            attempts > 1
                ? change(number, caller, rule, attempts - 1)
                : Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.CONTENTION)));
  }

  private Uni<CardTemplate> write(CardTemplate found, Change change, Caller caller) {
    return mongoCollection()
        .findOneAndUpdate(
            isAt(found.number(), found.revision()),
            Updates.combine(
                change.update(),
                Updates.set("updatedAt", caller.now()),
                Updates.inc("revision", 1L),
                Updates.push("unfiled", change.audit())),
            AFTER);
  }

  /**
   * Templates that WeChat is to get, the newest first: those that a crash has kept from being
   * handed in are among the newest.
   */
  public Uni<List<CardTemplate>> waitingForSync(int limit) {
    return mongoCollection()
        .find(
            Filters.eq("sync", SyncState.WAITING),
            new FindOptions().sort(Sorts.descending("number")).limit(limit))
        .collect()
        .asList();
  }

  /**
   * Notes that WeChat has a revision of a template; again does nothing more.
   *
   * <p>The card's id is kept in any case, so that there is never a second card.
   *
   * @return whether that revision is still the current one; if not, the template stays as it is
   */
  public Uni<Boolean> synced(long number, long revision, String wechatCardId) {
    return mongoCollection()
        .updateOne(
            isAt(number, revision),
            Updates.combine(
                Updates.set("sync", SyncState.SYNCED),
                Updates.set("syncError", null),
                Updates.set("syncedRevision", revision),
                Updates.set("wechatCardId", wechatCardId)))
        .chain(result ->
            result.getMatchedCount() == 1
                ? Uni.createFrom().item(true)
                : noteOlder(number, revision, wechatCardId).replaceWith(false));
  }

  private Uni<Void> noteOlder(long number, long revision, String wechatCardId) {
    return mongoCollection()
        .updateOne(
            Filters.and(
                Filters.eq(CardTemplate.idOf(number)), Filters.lt("syncedRevision", revision)),
            Updates.combine(
                Updates.set("syncedRevision", revision), Updates.set("wechatCardId", wechatCardId)))
        .replaceWithVoid();
  }

  /**
   * Notes that WeChat refused a revision of a template; again does nothing more.
   *
   * @param words WeChat's own
   * @return whether that revision is still the current one; if not, the template stays as it is
   */
  public Uni<Boolean> refused(long number, long revision, String words) {
    return mongoCollection()
        .updateOne(
            Filters.and(isAt(number, revision), Filters.lt("syncedRevision", revision)),
            Updates.combine(Updates.set("sync", SyncState.FAILED), Updates.set("syncError", words)))
        .map(result -> result.getMatchedCount() == 1);
  }

  private static Bson isAt(long number, long revision) {
    return Filters.and(Filters.eq(CardTemplate.idOf(number)), Filters.eq("revision", revision));
  }
}
