package dev.quanbao.card.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.demo.wechat.InjectedFault;
import dev.quanbao.demo.wechat.InjectedFault.Code;
import dev.quanbao.demo.wechat.InjectedFault.CutOff;
import dev.quanbao.demo.wechat.InjectedFault.Garbage;
import dev.quanbao.demo.wechat.InjectedFault.Silence;
import dev.quanbao.demo.wechat.InjectedFault.Slow;
import dev.quanbao.demo.wechat.InjectedFault.Status;
import dev.quanbao.platform.crypto.MasterKeys;
import dev.quanbao.platform.outbox.TestDesk;
import dev.quanbao.platform.outbox.model.EntryState;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of templates at a WeChat that answers, errs, is slow, breaks off and babbles. */
@QuarkusTest
class WeChatOutboxHandlerTest {

  private static final String CREATE = "/card/create";
  private static final String UPDATE = "/card/update";
  private static final String TOKEN = "/cgi-bin/stable_token";
  private static final Duration SOON = Duration.ofMillis(100);
  private static final long SEED = Long.getLong("test.seed", System.nanoTime());

  @Inject Vertx vertx;
  @Inject MasterKeys masterKeys;

  private WeChatWorld world;
  private TestDesk desk;

  @BeforeEach
  void open() {
    world = new WeChatWorld(vertx, masterKeys);
    desk = world.desk();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aTemplateBecomesACard() {
    String entry = world.submit("双人套餐");

    desk.runToTheEnd(entry);

    assertThat(world.of(entry).sync()).isEqualTo(SyncState.SYNCED);
    JsonNode card = onlyCard();
    assertThat(card.at("/base_info/id").asText()).isEqualTo(world.of(entry).wechatCardId());
    assertThat(card.at("/base_info/title").asText()).isEqualTo("双人套餐");
    assertThat(card.at("/base_info/need_push_on_view").asBoolean()).isTrue();
    assertThat(card.at("/base_info/date_info/end_timestamp").asLong())
        .isEqualTo(world.of(entry).endAt().getEpochSecond());
  }

  static Stream<InjectedFault> whatPasses() {
    return Stream.of(
        new Code(-1, "system error"),
        new Code(45011, "api minute-quota reach limit"),
        new Code(45009, "reach max api daily quota limit"),
        new Code(40001, "invalid credential"),
        new Code(40014, "invalid access_token"),
        new Code(42001, "access_token expired"),
        new Slow(WeChatWorld.TIMEOUT.multipliedBy(2)),
        new Silence(true),
        new Silence(false),
        new CutOff(true),
        new CutOff(false),
        new Garbage(true),
        new Garbage(false),
        new Status(502, true),
        new Status(503, false));
  }

  /** A desk that soon gives up who doesn't answer; a proper answer that it misses does no harm. */
  private TestDesk deskAmid(InjectedFault fault) {
    return switch (fault) {
      case Slow slow -> world.desk(SOON);
      case Silence silence -> world.desk(SOON);
      default -> desk;
    };
  }

  @ParameterizedTest
  @MethodSource("whatPasses")
  void whateverPassesThereIsOneCardInTheEnd(InjectedFault fault) {
    world.http.inject(CREATE, fault, fault);
    String entry = world.submit("双人套餐");

    deskAmid(fault).runToTheEnd(entry);

    assertThat(world.of(entry).sync()).isEqualTo(SyncState.SYNCED);
    assertThat(onlyCard().at("/base_info/id").asText()).isEqualTo(world.of(entry).wechatCardId());
  }

  @ParameterizedTest
  @MethodSource("whatPasses")
  void aChangeIsMadeInTheEnd(InjectedFault fault) {
    String entry = world.submit("双人套餐");
    desk.runToTheEnd(entry);
    world.http.inject(UPDATE, fault, fault);
    String change = world.submitAgain(world.of(entry), "四人套餐");

    deskAmid(fault).runToTheEnd(change);

    assertThat(world.of(change).sync()).isEqualTo(SyncState.SYNCED);
    assertThat(world.of(change).syncedRevision()).isEqualTo(2);
    assertThat(onlyCard().at("/base_info/title").asText()).isEqualTo("四人套餐");
  }

  @ParameterizedTest
  @MethodSource("whatPasses")
  void aTokenIsGotInTheEnd(InjectedFault fault) {
    world.http.inject(TOKEN, fault, fault);
    String entry = world.submit("双人套餐");

    deskAmid(fault).runToTheEnd(entry);

    assertThat(world.of(entry).sync()).isEqualTo(SyncState.SYNCED);
    assertThat(world.wechat.cards()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        48001, 48004, 43009, 43010, 45030, 50002, 40164, 61004, 40013, 40009, 40053, 40071, 40072,
        40079, 40100, 40122, 40124, 40150, 41011, 41012, 45021, 47001, 40078, 45031
      })
  void whatStaysEndsWithWeChatsOwnWords(int code) {
    world.http.inject(CREATE, new Code(code, "words of " + code));
    String entry = world.submit("双人套餐");

    desk.look();

    assertThat(world.of(entry).sync()).isEqualTo(SyncState.FAILED);
    assertThat(world.of(entry).syncError()).isEqualTo("words of " + code);
    assertThat(world.wechat.cards()).isEmpty();
  }

  @Test
  void whatWeChatItselfFindsWrongEndsAsItSays() {
    String entry = world.submit("这个标题对微信来说实在太长了");

    desk.look();

    assertThat(world.of(entry).syncError()).startsWith("field title size out of limit");
  }

  @Test
  void theDaysQuotaParksTheAccountUntilMidnightInShanghai() {
    world.wechat.limitTo(0);
    String entry = world.submit("双人套餐");

    desk.look();

    assertThat(world.entry(entry).state()).isEqualTo(EntryState.WAITING);
    assertThat(world.entry(entry).lease().until()).isEqualTo(Instant.parse("2040-01-01T16:00:00Z"));
    assertThat(world.of(entry).sync()).isEqualTo(SyncState.NOT_SYNCED);
  }

  @Test
  void withoutAnAccountATemplateFailsAtOnce() {
    String entry = world.submit(WeChatWorld.template("双人套餐", 1, "another company"));

    desk.look();

    assertThat(world.of(entry).sync()).isEqualTo(SyncState.FAILED);
    assertThat(world.of(entry).syncError()).contains("微信账号");
    assertThat(world.wechat.cards()).isEmpty();
  }

  @Test
  void anOlderRevisionIsNotSent() {
    String first = world.submit("双人套餐");
    String second = world.submitAgain(world.of(first), "四人套餐");

    desk.runToTheEnd(first);
    desk.runToTheEnd(second);

    assertThat(world.entry(first).code()).isEqualTo("OVERTAKEN");
    assertThat(onlyCard().at("/base_info/title").asText()).isEqualTo("四人套餐");
    assertThat(world.http.requests(CREATE)).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("whatPasses")
  void aRevisionThatComesWhileACardMayBeMadeWaitsForIt(InjectedFault fault) {
    world.http.inject(CREATE, fault);
    TestDesk amid = deskAmid(fault);
    String first = world.submit("双人套餐");
    amid.look();
    String second = world.submitAgain(world.of(first), "四人套餐");

    amid.runToTheEnd(second);

    assertThat(world.of(second).sync()).isEqualTo(SyncState.SYNCED);
    assertThat(onlyCard().at("/base_info/title").asText()).isEqualTo("四人套餐");
  }

  @Test
  void aCardThatNobodyHeardOfIsFoundByTheNextRevision() {
    world.http.inject(CREATE, new CutOff(true));
    String first = world.submit("双人套餐");
    desk.look();
    world.wechat.limitTo(0);
    world.clock.advance(TestDesk.PATIENCE);
    OutboxEntry givenUp = desk.runToTheEnd(first);
    CardTemplate before = world.of(first);
    world.wechat.limitTo(100);
    String second = world.submitAgain(before, "四人套餐");

    desk.runToTheEnd(second);

    assertThat(givenUp.state()).isEqualTo(EntryState.UNKNOWN);
    assertThat(before.sync()).isEqualTo(SyncState.FAILED);
    assertThat(world.of(second).sync()).isEqualTo(SyncState.SYNCED);
    assertThat(onlyCard().at("/base_info/title").asText()).isEqualTo("四人套餐");
  }

  @Test
  void aCardIsFoundAmongManyOfSomebodyElse() {
    WeChatApi api = world.api();
    IntStream.range(0, 120).forEach(i -> makeByHand(api, "别家" + i));
    world.http.inject(CREATE, new CutOff(true));
    String entry = world.submit("双人套餐");

    desk.runToTheEnd(entry);

    assertThat(world.of(entry).sync()).isEqualTo(SyncState.SYNCED);
    assertThat(world.wechat.cards()).hasSize(121);
  }

  @Test
  void templatesThatAreAlikeHaveACardEach() {
    List<String> entries =
        IntStream.range(0, 4)
            .mapToObj(i -> {
              world.http.inject(CREATE, new CutOff(i % 2 == 0));
              return world.submit("双人套餐");
            })
            .toList();

    entries.forEach(desk::runToTheEnd);

    assertEachHasItsCard(entries);
  }

  @Test
  void troubleOfAllKindsLeavesOneCardATemplate() {
    System.out.println("test.seed=" + SEED);
    List<String> entries = submitUnderFaults(30, new Random(SEED));

    entries.forEach(desk::runToTheEnd);

    assertEachHasItsCard(entries);
  }

  @Test
  void whoSendsAgainWithoutAskingIsSeenToMakeTwoCards() {
    List<String> entries = submitUnderFaults(30, new Random(SEED));
    TestDesk careless = world.carelessDesk();

    entries.forEach(careless::runToTheEnd);

    assertThat(world.wechat.cards()).hasSizeGreaterThan(entries.size());
  }

  // Two of them are alike now and then.
  private List<String> submitUnderFaults(int count, Random random) {
    List<InjectedFault> all = whatPasses().toList();
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(world.submit("套餐" + random.nextInt(count / 2)));
      for (String path : List.of(CREATE, "/card/get", "/card/batchget")) {
        world.http.inject(path, all.get(random.nextInt(all.size())));
      }
    }
    return entries;
  }

  private void makeByHand(WeChatApi api, String title) {
    world.call(
        api,
        CREATE,
        body -> {
          var info = WeChatWorld.info(title);
          ((ObjectNode) info.get("base_info"))
              .putObject("date_info")
              .put("type", "DATE_TYPE_FIX_TIME_RANGE")
              .put("begin_timestamp", 1)
              .put("end_timestamp", 2);
          body.putObject("card").put("card_type", "CASH").set("cash", info);
          return body;
        });
  }

  private void assertEachHasItsCard(List<String> entries) {
    List<String> ids = entries.stream().map(entry -> world.of(entry).wechatCardId()).toList();
    assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
    assertThat(world.wechat.cards())
        .extracting(card -> card.at("/base_info/id").asText())
        .containsExactlyInAnyOrderElementsOf(ids);
    assertThat(entries)
        .allSatisfy(entry -> assertThat(world.of(entry).sync()).isEqualTo(SyncState.SYNCED));
  }

  private JsonNode onlyCard() {
    assertThat(world.wechat.cards()).hasSize(1);
    return world.wechat.cards().getFirst();
  }
}
