package dev.quanbao.card.wechat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.card.wechat.Reply.Answered;
import dev.quanbao.card.wechat.model.AccessToken;
import dev.quanbao.card.wechat.store.AccessTokenRepository;
import dev.quanbao.platform.crypto.MasterKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One token an account, whatever asks for it. */
@QuarkusTest
class AccessTokensTest {

  private static final String TOKEN = "/cgi-bin/stable_token";

  @Inject Vertx vertx;
  @Inject MasterKeys masterKeys;

  private WeChatWorld world;

  @BeforeEach
  void open() {
    world = new WeChatWorld(vertx, masterKeys);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void replicasThatCallAtOnceShareOneToken() {
    List<Reply> replies = callAtOnce(8);

    assertThat(replies).allMatch(AccessTokensTest::isDone);
    assertThat(world.http.requests(TOKEN)).isEqualTo(1);
  }

  @Test
  void aTokenIsRenewedOnceBeforeItEnds() {
    callAtOnce(1);
    world.clock.advance(Duration.ofSeconds(6_901));

    List<Reply> replies = callAtOnce(8);

    assertThat(replies).allMatch(AccessTokensTest::isDone);
    assertThat(world.wechat.tokensIssued()).isEqualTo(2);
    assertThat(world.http.requests(TOKEN)).isEqualTo(2);
  }

  @Test
  void aTokenThatIsTurnedAwayIsReplacedAndTheCallRepeatedOnce() {
    callAtOnce(1);
    world.wechat.revokeTokens();

    List<Reply> replies = callAtOnce(1);

    assertThat(replies).allMatch(AccessTokensTest::isDone);
    assertThat(world.http.requests("/card/batchget")).isEqualTo(3);
  }

  @Test
  void aTokenIsStoredSealed() {
    callAtOnce(1);

    AccessToken stored = WeChatWorld.await(new AccessTokenRepository().findById(world.appId));

    assertThat(new String(stored.sealed().bytes(), ISO_8859_1)).doesNotContain("standin_");
  }

  private List<Reply> callAtOnce(int replicas) {
    try (ExecutorService threads = Executors.newFixedThreadPool(replicas)) {
      return IntStream.range(0, replicas)
          .mapToObj(i -> CompletableFuture.supplyAsync(this::call, threads))
          .toList()
          .stream()
          .map(CompletableFuture::join)
          .toList();
    }
  }

  private static boolean isDone(Reply reply) {
    return reply instanceof Answered answer && answer.isDone();
  }

  private Reply call() {
    return world.call(
        world.api(), "/card/batchget", body -> body.put("offset", 0).put("count", 50));
  }
}
