package dev.quanbao.card.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.quanbao.access.model.Caller;
import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.card.model.CardChange;
import dev.quanbao.card.model.CardChange.Deletion;
import dev.quanbao.card.model.CardChange.Replacement;
import dev.quanbao.card.model.CardInfo;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
import dev.quanbao.platform.store.Revisions;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
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
public class CardTemplateRepository implements DocumentRepository<CardTemplate> {

  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  @Override
  public List<IndexModel> indexes() {
    return List.of(
        Index.on(CardTemplateFields.COMPANY_ID, CardTemplateFields.NUMBER),
        Index.on(CardTemplateFields.SYNC, CardTemplateFields.NUMBER),
        Index.unique(CardTemplateFields.OPERATION),
        AuditOutbox.index());
  }

  /**
   * The template with a number, as far as the caller may know of it; refused as not found
   * otherwise, in the same words whether it doesn't exist or is another company's.
   */
  public Uni<CardTemplate> findVisible(long number, Caller caller) {
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
    return insertOrFind(fresh, () -> findOtherOfOperation(fresh));
  }

  // The one under the same number is another's, who took the number.
  private Uni<@Nullable CardTemplate> findOtherOfOperation(CardTemplate fresh) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq(CardTemplateFields.OPERATION, fresh.operation()),
                Filters.ne(CardTemplateFields.ID, fresh.id())))
        .toUni();
  }

  /**
   * Changes a template: asks the rule, writes what it says if the template is still the one that
   * was read, else asks again about what is there now.
   *
   * @param rule gives null where there is nothing left to change
   */
  public Uni<CardTemplate> change(
      long number, Caller caller, Function<CardTemplate, @Nullable CardChange> rule) {
    return Revisions.change(
        () -> findVisible(number, caller),
        rule,
        (found, change) -> write(found, change, caller.now()));
  }

  private Uni<@Nullable CardTemplate> write(CardTemplate found, CardChange change, Instant now) {
    Bson update =
        switch (change) {
          case Replacement replacement -> replace(replacement);
          case Deletion deletion ->
              Updates.combine(
                  Updates.set(CardTemplateFields.DELETED_AT, now),
                  Updates.set(CardTemplateFields.SYNC, deletion.sync()));
        };
    return mongoCollection()
        .findOneAndUpdate(
            isAt(found.number(), found.revision()),
            Updates.combine(
                update,
                Updates.set(CardTemplateFields.UPDATED_AT, now),
                Updates.inc(CardTemplateFields.REVISION, 1L),
                AuditOutbox.add(change.audit())),
            AFTER);
  }

  private static Bson replace(Replacement replacement) {
    CardInfo info = replacement.form().info();
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.set(CardTemplateFields.INFO, info.text()));
    updates.add(Updates.set(CardTemplateFields.TITLE, info.title()));
    updates.add(Updates.set(CardTemplateFields.COLOR, info.color()));
    updates.add(Updates.set(CardTemplateFields.BEGIN_AT, replacement.form().beginAt()));
    updates.add(Updates.set(CardTemplateFields.END_AT, replacement.form().endAt()));
    if (replacement.sync()) {
      updates.add(Updates.set(CardTemplateFields.SYNC, SyncState.WAITING));
      updates.add(Updates.set(CardTemplateFields.SYNC_ERROR, null));
    }
    return Updates.combine(updates);
  }

  /**
   * Templates that WeChat is to get, the newest first: those that a crash has kept from being
   * handed in are among the newest.
   */
  public Uni<List<CardTemplate>> findWaiting(int limit) {
    return mongoCollection()
        .find(
            Filters.eq(CardTemplateFields.SYNC, SyncState.WAITING),
            new FindOptions().sort(Sorts.descending(CardTemplateFields.NUMBER)).limit(limit))
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
  public Uni<Boolean> markSynced(long number, long revision, String wechatCardId) {
    return mongoCollection()
        .updateOne(
            isAt(number, revision),
            Updates.combine(
                Updates.set(CardTemplateFields.SYNC, SyncState.SYNCED),
                Updates.set(CardTemplateFields.SYNC_ERROR, null),
                has(revision, wechatCardId)))
        .chain(result ->
            result.getMatchedCount() == 1
                ? Uni.createFrom().item(true)
                : markOlderSynced(number, revision, wechatCardId).replaceWith(false));
  }

  private Uni<Void> markOlderSynced(long number, long revision, String wechatCardId) {
    return mongoCollection()
        .updateOne(
            Filters.and(Filters.eq(CardTemplate.idOf(number)), hasNot(revision)),
            has(revision, wechatCardId))
        .replaceWithVoid();
  }

  /**
   * Notes that WeChat refused a revision of a template; again does nothing more.
   *
   * @param words WeChat's own
   * @return whether that revision is still the current one; if not, the template stays as it is
   */
  public Uni<Boolean> markRefused(long number, long revision, String words) {
    return mongoCollection()
        .updateOne(
            Filters.and(isAt(number, revision), hasNot(revision)),
            Updates.combine(
                Updates.set(CardTemplateFields.SYNC, SyncState.FAILED),
                Updates.set(CardTemplateFields.SYNC_ERROR, words)))
        .map(result -> result.getMatchedCount() == 1);
  }

  private static Bson isAt(long number, long revision) {
    return Filters.and(
        Filters.eq(CardTemplate.idOf(number)), Filters.eq(CardTemplateFields.REVISION, revision));
  }

  /** WeChat has neither this revision nor a newer one. */
  private static Bson hasNot(long revision) {
    return Filters.lt(CardTemplateFields.SYNCED_REVISION, revision);
  }

  private static Bson has(long revision, String wechatCardId) {
    return Updates.combine(
        Updates.set(CardTemplateFields.SYNCED_REVISION, revision),
        Updates.set(CardTemplateFields.WECHAT_CARD_ID, wechatCardId));
  }
}
