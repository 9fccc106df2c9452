package dev.quanbao.card.wechat.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.quanbao.card.wechat.model.KnownCard;
import dev.quanbao.platform.store.DocumentRepository;
import dev.quanbao.platform.store.Index;
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
public class KnownCardRepository implements DocumentRepository<KnownCard> {

  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

  @Override
  public List<IndexModel> indexes() {
    return List.of(
        Index.on(KnownCardFields.TEMPLATE),
        Index.on(KnownCardFields.APP_ID, KnownCardFields.FINGERPRINT));
  }

  /** Makes a card its template's; false when it is another's. */
  public Uni<Boolean> claim(KnownCard card) {
    return insertIfAbsent(card)
        .chain(() ->
            mongoCollection()
                .updateOne(
                    Filters.and(
                        Filters.eq(card.id()),
                        Filters.in(KnownCardFields.TEMPLATE, Arrays.asList(null, card.template()))),
                    Updates.set(KnownCardFields.TEMPLATE, card.template())))
        .map(result -> result.getMatchedCount() == 1);
  }

  /** Finds the card of a template. */
  public Uni<Optional<KnownCard>> findOfTemplate(String appId, String template) {
    return mongoCollection()
        .find(
            Filters.and(
                Filters.eq(KnownCardFields.TEMPLATE, template),
                Filters.eq(KnownCardFields.APP_ID, appId)))
        .collect()
        .first()
        .map(Optional::ofNullable);
  }

  /** Leaves those of an account's cards that are not known yet, in their order. */
  public Uni<List<String>> withoutKnown(String appId, List<String> cardIds) {
    return mongoCollection()
        .find(
            Filters.in(
                KnownCardFields.ID, cardIds.stream().map(id -> KnownCard.idOf(appId, id)).toList()))
        .map(KnownCard::cardId)
        .collect()
        .with(Collectors.toSet())
        .map(known -> cardIds.stream().filter(id -> !known.contains(id)).toList());
  }

  /** Makes a card that is no template's, and was not seen before a moment, a template's. */
  public Uni<Optional<KnownCard>> adopt(
      String appId, String fingerprint, String template, Instant notBefore) {
    return mongoCollection()
        .findOneAndUpdate(
            Filters.and(
                Filters.eq(KnownCardFields.APP_ID, appId),
                Filters.eq(KnownCardFields.FINGERPRINT, fingerprint),
                Filters.eq(KnownCardFields.TEMPLATE, null),
                Filters.gte(KnownCardFields.SEEN_AT, notBefore)),
            Updates.set(KnownCardFields.TEMPLATE, template),
            AFTER)
        .map(Optional::ofNullable);
  }
}
