package dev.quanbao.card.wechat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.platform.store.StartupTask;
import dev.quanbao.platform.store.StoreErrors;
import io.quarkus.mongodb.panache.reactive.ReactivePanacheMongoRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The cards that are known to be at WeChat, and whose they are.
 *
 * <p>A card becomes a template's by one conditional write: it is never two templates'.
 */
@ApplicationScoped
class KnownCardRepository
    implements ReactivePanacheMongoRepositoryBase<KnownCard, String>, StartupTask {

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
            mongoCollection().createIndex(Indexes.ascending("template")),
            mongoCollection().createIndex(Indexes.ascending("appId", "likeness")))
        .andFailFast()
        .replaceWithVoid();
  }

  /** Makes a card its template's; false when it is another's. */
  Uni<Boolean> claim(KnownCard card) {
    return note(card)
        .chain(() ->
            mongoCollection()
                .updateOne(
                    Filters.and(
                        Filters.eq(card.id()),
                        Filters.in("template", Arrays.asList(null, card.template()))),
                    Updates.set("template", card.template())))
        .map(result -> result.getMatchedCount() == 1);
  }

  /** Notes a card; one that is known already stays as it is. */
  Uni<Void> note(KnownCard card) {
    return persist(card).replaceWithVoid().onFailure(StoreErrors::isDuplicateKey).recoverWithNull();
  }

  /** The card of a template. */
  Uni<Optional<KnownCard>> of(String appId, String template) {
    return mongoCollection()
        .find(Filters.and(Filters.eq("template", template), Filters.eq("appId", appId)))
        .collect()
        .first()
        .map(Optional::ofNullable);
  }

  /** Those of an account's cards that nobody has noted. */
  Uni<List<String>> unknown(String appId, List<String> cardIds) {
    return mongoCollection()
        .find(Filters.in("_id", cardIds.stream().map(id -> KnownCard.idOf(appId, id)).toList()))
        .map(KnownCard::cardId)
        .collect()
        .with(Collectors.toSet())
        .map(known -> cardIds.stream().filter(id -> !known.contains(id)).toList());
  }

  /** Makes a card that is nobody's, and wasn't there before a moment, a template's. */
  Uni<Optional<KnownCard>> adopt(
      String appId, String likeness, String template, Instant notBefore) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(
                Filters.eq("appId", appId),
                Filters.eq("likeness", likeness),
                Filters.eq("template", null),
                Filters.gte("seenAt", notBefore)),
            Updates.set("template", template),
            AFTER)
        .map(Optional::ofNullable);
  }
}
