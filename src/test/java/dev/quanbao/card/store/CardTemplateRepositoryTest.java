package dev.quanbao.card.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.audit.store.AuditOutbox;
import dev.quanbao.audit.store.AuditTrailRepository;
import dev.quanbao.card.CardFollowUp;
import dev.quanbao.card.CreateCard;
import dev.quanbao.card.CreateCard.NewCard;
import dev.quanbao.card.DeleteCard;
import dev.quanbao.card.SampleInfos;
import dev.quanbao.card.UpdateCard;
import dev.quanbao.card.model.CardForm;
import dev.quanbao.card.model.CardInfo;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.CardType;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What WeChat says of a template counts for the revision it was said of. */
@QuarkusTest
class CardTemplateRepositoryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final Caller merchant = merchant(Optional.empty());

  @Inject CardTemplateRepository templates;
  @Inject CreateCard createCard;
  @Inject UpdateCard updateCard;
  @Inject DeleteCard deleteCard;
  @Inject AuditOutbox audit;
  @Inject AuditTrailRepository trail;

  @Test
  void whatWechatHasIsSynchronised() {
    CardTemplate waiting = created(true);

    boolean current = await(templates.markSynced(waiting.number(), 1, "pFS7"));

    CardTemplate now = now(waiting);
    assertThat(current).isTrue();
    assertThat(now.sync()).isEqualTo(SyncState.SYNCED);
    assertThat(now.wechatCardId()).isEqualTo("pFS7");
    assertThat(now.syncedRevision()).isEqualTo(now.revision());
  }

  @Test
  void whatWasChangedMeanwhileGoesOnWaitingAndKeepsItsCard() {
    CardTemplate waiting = created(true);
    await(updateCard.update(waiting.number(), form(), true, merchant));

    boolean current = await(templates.markSynced(waiting.number(), 1, "pFS7"));

    CardTemplate now = now(waiting);
    assertThat(current).isFalse();
    assertThat(now.sync()).isEqualTo(SyncState.WAITING);
    assertThat(now.wechatCardId()).isEqualTo("pFS7");
    assertThat(now.syncedRevision()).isEqualTo(1);
  }

  @Test
  void whatIsToldTwiceOrTooLateChangesNothing() {
    CardTemplate waiting = created(true);
    await(templates.markSynced(waiting.number(), 1, "pFS7"));
    await(updateCard.update(waiting.number(), form(), true, merchant));
    await(templates.markSynced(waiting.number(), 2, "pFS7"));
    CardTemplate before = now(waiting);

    await(templates.markSynced(waiting.number(), 2, "pFS7"));
    boolean older = await(templates.markSynced(waiting.number(), 1, "another"));
    boolean refused = await(templates.markRefused(waiting.number(), 2, "no"));

    assertThat(older).isFalse();
    assertThat(refused).isFalse();
    assertThat(now(waiting)).isEqualTo(before);
  }

  @Test
  void aRefusalIsKeptInWechatsWordsUntilTheNextTry() {
    CardTemplate waiting = created(true);

    boolean current = await(templates.markRefused(waiting.number(), 1, "invalid title"));

    CardTemplate failed = now(waiting);
    CardTemplate again = await(updateCard.update(waiting.number(), form(), true, merchant));
    assertThat(current).isTrue();
    assertThat(failed.sync()).isEqualTo(SyncState.FAILED);
    assertThat(failed.syncError()).isEqualTo("invalid title");
    assertThat(again.sync()).isEqualTo(SyncState.WAITING);
    assertThat(again.syncError()).isNull();
  }

  @Test
  void aChangeWithoutSyncLeavesWechatWithWhatItHas() {
    CardTemplate waiting = created(true);
    await(templates.markSynced(waiting.number(), 1, "pFS7"));

    CardTemplate changed = await(updateCard.update(waiting.number(), form(), false, merchant));

    assertThat(changed.sync()).isEqualTo(SyncState.SYNCED);
    assertThat(changed.revision()).isEqualTo(2);
    assertThat(changed.syncedRevision()).isEqualTo(1);
  }

  @Test
  void whatIsDeletedWaitsNoMore() {
    CardTemplate waiting = created(true);
    await(deleteCard.delete(waiting.number(), merchant));

    boolean current = await(templates.markSynced(waiting.number(), 1, "pFS7"));

    assertThat(current).isFalse();
    assertThat(now(waiting).sync()).isEqualTo(SyncState.NOT_SYNCED);
    assertThat(now(waiting).wechatCardId()).isEqualTo("pFS7");
    assertThat(waitingOf(waiting)).isEmpty();
  }

  @Test
  void whatWaitsIsFound() {
    CardTemplate waiting = created(true);

    List<CardTemplate> found = waitingOf(waiting);

    assertThat(found).hasSize(1);
  }

  @Test
  void whatWaitsIsHandedInAgainAndAgain() {
    CardTemplate waiting = created(true);
    CardTemplate plain = created(false);
    List<Long> handedIn = new CopyOnWriteArrayList<>();
    var recovery =
        new CardFollowUp(
            templates,
            template -> Uni.createFrom().voidItem().invoke(() -> handedIn.add(template.number())),
            audit,
            Clock.systemUTC());

    await(recovery.recover());
    await(recovery.recover());

    assertThat(handedIn).contains(waiting.number()).doesNotContain(plain.number());
    assertThat(Collections.frequency(handedIn, waiting.number())).isEqualTo(2);
  }

  @Test
  void theSameOperationMakesOneTemplate() {
    Caller keyed = merchant(Optional.of(Ids.random()));

    CardTemplate first = await(createCard.create(wanted(false), keyed));
    CardTemplate second = await(createCard.create(wanted(false), keyed));

    assertThat(second.id()).isEqualTo(first.id());
  }

  @Test
  void aNumberThatIsTakenIsPassedOver() {
    CardTemplate last = created(false);
    CardTemplate taken = numbered(last, last.number() + 1);
    await(templates.persist(taken));

    CardTemplate next = created(false);

    assertThat(next.number()).isEqualTo(taken.number() + 1);
    assertThat(next.operation()).isEqualTo(next.id());
  }

  @Test
  void everyChangeIsAudited() {
    CardTemplate made = created(false);
    await(updateCard.update(made.number(), form(), true, merchant));
    await(deleteCard.delete(made.number(), merchant));

    List<String> actions =
        Eventually.look(
            trail.find("subjectId", made.id()).list().map(this::actions),
            found -> found.size() == 3,
            PATIENCE);

    assertThat(actions).containsExactlyInAnyOrder("create", "update", "delete");
  }

  private List<String> actions(List<dev.quanbao.audit.model.FiledEntry> entries) {
    return entries.stream().map(filed -> filed.entry().action()).toList();
  }

  private List<CardTemplate> waitingOf(CardTemplate template) {
    return await(templates.findWaiting(1_000)).stream()
        .filter(waiting -> waiting.id().equals(template.id()))
        .toList();
  }

  private CardTemplate created(boolean sync) {
    return await(createCard.create(wanted(sync), merchant));
  }

  private CardTemplate now(CardTemplate template) {
    CardTemplate found = await(templates.findById(template.id()));
    // Filing takes its own time.
    return numbered(found, found.number());
  }

  /** The same template under a number, with nothing left to file. */
  private static CardTemplate numbered(CardTemplate found, long number) {
    return new CardTemplate(
        CardTemplate.idOf(number),
        number,
        found.companyId(),
        found.type(),
        found.info(),
        found.title(),
        found.brandName(),
        found.color(),
        found.appId(),
        found.wechatAppId(),
        found.aliAppId(),
        found.beginAt(),
        found.endAt(),
        found.deletedAt(),
        found.sync(),
        found.syncError(),
        found.revision(),
        found.syncedRevision(),
        found.wechatCardId(),
        CardTemplate.idOf(number),
        found.createdAt(),
        found.updatedAt(),
        List.of());
  }

  private static NewCard wanted(boolean sync) {
    return new NewCard(form(), sync, null, "wx581a7ad7ca810da6", null);
  }

  private static CardForm form() {
    return new CardForm(
        CardType.GIFT,
        CardInfo.of(SampleInfos.of(CardType.GIFT)),
        Instant.parse("2026-01-01T00:00:00Z"),
        Instant.parse("2026-12-31T15:59:59Z"));
  }

  private static Caller merchant(Optional<String> operation) {
    return new Caller(
        Ids.random(),
        Set.of("c" + Ids.random()),
        Set.of(Permission.CARD),
        NOW,
        Ids.random(),
        operation);
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
