package dev.quanbao.card.wechat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quanbao.card.model.CardTemplate;
import dev.quanbao.card.model.CardType;
import dev.quanbao.card.model.SyncState;
import dev.quanbao.card.store.CardTemplateRepository;
import dev.quanbao.card.wechat.store.AccessTokenRepository;
import dev.quanbao.card.wechat.store.KnownCardRepository;
import dev.quanbao.demo.wechat.StandInHttp;
import dev.quanbao.demo.wechat.WeChatStandIn;
import dev.quanbao.platform.crypto.MasterKeys;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.outbound.OutboundHttp;
import dev.quanbao.platform.outbox.TestDesk;
import dev.quanbao.platform.outbox.model.SendOutcome;
import dev.quanbao.platform.outbox.store.OutboxEntry;
import dev.quanbao.platform.outbox.store.OutboxRepository;
import dev.quanbao.platform.store.StoreContext;
import dev.quanbao.testing.GivenSettings;
import dev.quanbao.testing.MovableClock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/** A company with an account at a WeChat of its own, and replicas that bring templates there. */
final class WeChatWorld implements AutoCloseable {

  static final Duration TIMEOUT = Duration.ofMillis(400);

  private static final Duration LIMIT = Duration.ofSeconds(60);

  final String companyId = Ids.random();
  final String appId = "wx" + Ids.random();
  final MovableClock clock = new MovableClock(Instant.parse("2040-01-01T00:00:00Z"));
  final WeChatStandIn wechat = new WeChatStandIn(Map.of(appId, "secret"), clock);
  final StandInHttp http;
  final CardTemplateRepository templates = new CardTemplateRepository();
  final KnownCardRepository cards = new KnownCardRepository();
  final OutboxRepository outbox = new OutboxRepository();

  private final ObjectMapper json = new ObjectMapper();
  private final String desk = "test/" + Ids.random();
  private final Vertx vertx;
  private final MasterKeys masterKeys;
  private final HttpServer server;
  private final WeChatAccounts accounts =
      new WeChatAccounts(
          GivenSettings.of(
              WeChatSettings.class, "accounts=" + companyId + "/" + appId + ":secret"));

  WeChatWorld(Vertx vertx, MasterKeys masterKeys) {
    this.vertx = vertx;
    this.masterKeys = masterKeys;
    this.http = new StandInHttp(wechat, vertx);
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(request -> http.handle(request, request.path()))
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  /** A replica's way to WeChat. */
  WeChatApi api() {
    return api(TIMEOUT);
  }

  private WeChatApi api(Duration timeout) {
    var toThere =
        new WeChatHttp(
            new OutboundHttp(vertx, new StoreContext(vertx)),
            json,
            GivenSettings.of(
                WeChatSettings.class,
                "base-url=http://localhost:" + server.actualPort(),
                "timeout=" + timeout));
    return new WeChatApi(
        toThere, new AccessTokens(toThere, new AccessTokenRepository(), masterKeys, clock));
  }

  /** A replica's desk. */
  TestDesk desk() {
    return desk(TIMEOUT);
  }

  /** A replica's desk that waits so long for an answer. */
  TestDesk desk(Duration timeout) {
    return new TestDesk(new TestHandler(api(timeout)), clock);
  }

  /** A replica's desk that sends again whatever it should ask for. */
  TestDesk carelessDesk() {
    return new TestDesk(
        new TestHandler(api()) {
          @Override
          public Uni<SendOutcome> queryStatus(OutboxEntry entry) {
            return send(entry);
          }
        },
        clock);
  }

  private class TestHandler extends WeChatOutboxHandler {

    TestHandler(WeChatApi api) {
      super(
          api,
          accounts,
          templates,
          cards,
          new LostCardSearch(api, cards, clock),
          outbox,
          json,
          clock);
    }

    @Override
    public String destination() {
      return desk;
    }
  }

  /** A new template, stored and submitted. */
  String submit(String title) {
    return submit(template(title, 1, companyId));
  }

  /** A template's next revision, stored and submitted. */
  String submitAgain(CardTemplate before, String title) {
    CardTemplate now = await(templates.findById(before.id()));
    CardTemplate next = template(title, now.revision() + 1, now.companyId());
    return submit(copy(next, now.number(), now.syncedRevision(), now.wechatCardId()));
  }

  // Not marked as waiting: the running service would submit it to its own publisher.
  String submit(CardTemplate template) {
    await(templates.persistOrUpdate(template));
    OutboxEntry entry =
        new WeChatCardPublisher(accounts, outbox, null, json, clock).entry(template);
    await(
        outbox.put(
            OutboxEntry.waiting(
                entry.id(),
                desk,
                entry.queue(),
                entry.subject(),
                entry.payload(),
                clock.instant())));
    return entry.id();
  }

  /** The template of an entry as it is now. */
  CardTemplate of(String entryId) {
    return await(templates.findById(entryId.substring(0, entryId.lastIndexOf('/'))));
  }

  OutboxEntry entry(String entryId) {
    return await(outbox.findById(entryId));
  }

  static CardTemplate template(String title, long revision, String companyId) {
    long number = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
    return copy(
        new CardTemplate(
            CardTemplate.idOf(number),
            number,
            companyId,
            CardType.COUPON,
            info(title).toString(),
            title,
            "海底捞",
            "Color010",
            null,
            null,
            null,
            Instant.parse("2039-12-31T16:00:00Z"),
            Instant.parse("2040-12-31T15:59:59Z"),
            null,
            SyncState.NOT_SYNCED,
            null,
            revision,
            0,
            null,
            CardTemplate.idOf(number),
            Instant.parse("2040-01-01T00:00:00Z"),
            null,
            List.of()),
        number,
        0,
        null);
  }

  private static CardTemplate copy(
      CardTemplate of, long number, long syncedRevision, String wechatCardId) {
    return new CardTemplate(
        CardTemplate.idOf(number),
        number,
        of.companyId(),
        of.type(),
        of.info(),
        of.title(),
        of.brandName(),
        of.color(),
        of.appId(),
        of.wechatAppId(),
        of.aliAppId(),
        of.beginAt(),
        of.endAt(),
        of.deletedAt(),
        of.sync(),
        of.syncError(),
        of.revision(),
        syncedRevision,
        wechatCardId,
        CardTemplate.idOf(number),
        of.createdAt(),
        of.updatedAt(),
        of.unfiled());
  }

  static ObjectNode info(String title) {
    var info = new ObjectMapper().createObjectNode();
    info.put("least_cost", 1_000).put("reduce_cost", 100);
    info.putObject("base_info")
        .put("logo_url", "http://mmbiz.qpic.cn/mmbiz/0")
        .put("code_type", "CODE_TYPE_TEXT")
        .put("brand_name", "海底捞")
        .put("title", title)
        .put("color", "Color010")
        .put("notice", "使用时向服务员出示此券")
        .put("description", "不可与其他优惠同享")
        .put("need_push_on_view", true)
        .putObject("sku")
        .put("quantity", 50_000_000);
    return info;
  }

  static <T> T await(Uni<T> pending) {
    return pending.await().atMost(LIMIT);
  }

  /** A call by hand. */
  Reply call(WeChatApi api, String path, UnaryOperator<ObjectNode> body) {
    JsonNode request = body.apply(json.createObjectNode());
    return await(api.call(accounts.choose(companyId, null).orElseThrow(), path, request));
  }
}
