package dev.quanbao.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.platform.outbound.HttpReply.Answered;
import dev.quanbao.platform.outbound.HttpReply.Lost;
import dev.quanbao.platform.outbound.HttpReply.NotReached;
import dev.quanbao.platform.store.StoreContext;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboundHttpTest {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LONGEST_BODY = 1000;
  private static final HttpLimits LIMITS =
      new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), LONGEST_BODY);

  private final Vertx vertx = Vertx.vertx();
  private final OutboundHttp http = new OutboundHttp(vertx, new StoreContext(vertx));

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void sendsMethodPathHeadersAndBody() {
    int port =
        serve(request ->
            request
                .body()
                .onSuccess(body ->
                    request
                        .response()
                        .end(
                            request.method()
                                + " "
                                + request.uri()
                                + " "
                                + request.getHeader("X-Own")
                                + " "
                                + body)));

    HttpReply reply = send(HttpCall.post(uri(port) + "/a?b=c", Map.of("X-Own", "own"), "正文"));

    assertThat(((Answered) reply).text()).isEqualTo("POST /a?b=c own 正文");
  }

  @Test
  void aStatusThatIsNoSuccessIsAnAnswerToo() {
    int port =
        serve(request ->
            request.response().setStatusCode(503).putHeader("Retry-After", "7").end("busy"));

    HttpReply reply = send(HttpCall.get(uri(port), Map.of()));

    Answered answered = (Answered) reply;
    assertThat(answered.status()).isEqualTo(503);
    assertThat(answered.isSuccess()).isFalse();
    assertThat(answered.text()).isEqualTo("busy");
    assertThat(answered.retryAfter(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aWaitThatIsNoNumberOfSecondsIsNotTaken() {
    int port =
        serve(request ->
            request.response().putHeader("Retry-After", "Fri, 31 Dec 2099 23:59:59 GMT").end());

    HttpReply reply = send(HttpCall.get(uri(port), Map.of()));

    assertThat(((Answered) reply).retryAfter(Duration.ofSeconds(1)))
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aServiceThatRefusesConnectionsIsNotReached() {
    int port = freePort();

    HttpReply reply = send(HttpCall.get(uri(port), Map.of()));

    assertThat(reply).isInstanceOf(NotReached.class);
  }

  @Test
  void aRequestWhoseConnectionIsCutIsLostAndNotRepeated() {
    var requests = new AtomicInteger();
    int port =
        serve(request -> {
          requests.incrementAndGet();
          request.connection().close();
        });

    HttpReply reply = send(HttpCall.post(uri(port), Map.of(), "once"));

    assertThat(reply).isInstanceOf(Lost.class);
    assertThat(requests).hasValue(1);
  }

  @Test
  void anAnswerThatIsCutOffIsLost() {
    int port =
        serve(request -> {
          request.response().putHeader("Content-Length", "100").write("half");
          vertx.runOnContext(later -> request.connection().close());
        });

    HttpReply reply = send(HttpCall.get(uri(port), Map.of()));

    assertThat(((Lost) reply).isEndless()).isFalse();
  }

  @Test
  void aServiceThatStaysSilentIsLost() {
    int port = serve(request -> {});
    var impatient = new HttpLimits(Duration.ofSeconds(5), Duration.ofMillis(50), LONGEST_BODY);

    HttpReply reply = http.send(HttpCall.get(uri(port), Map.of()), impatient).await().atMost(LIMIT);

    assertThat(reply).isInstanceOf(Lost.class);
  }

  @Test
  void anAnswerAsLongAsTheLimitIsReadToItsEnd() {
    int port = serve(request -> request.response().end("x".repeat(LONGEST_BODY)));

    HttpReply reply = send(HttpCall.get(uri(port), Map.of()));

    assertThat(((Answered) reply).body().length()).isEqualTo(LONGEST_BODY);
  }

  @Test
  void anAnswerWithoutEndIsLostAndNotReadOn() {
    int port =
        serve(request -> {
          request.response().setChunked(true);
          writeForEver(request);
        });

    HttpReply reply = send(HttpCall.get(uri(port), Map.of()));

    assertThat(((Lost) reply).isEndless()).isTrue();
  }

  @Test
  void whatIsPrintedQuotesNeitherAddressNorBody() {
    var call =
        HttpCall.post("https://example.com/?token=secret", Map.of("Key", "secret"), "secret");
    var reply = new Answered(200, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer("secret"));

    String printed = call.toString() + reply;

    assertThat(printed).doesNotContain("secret");
  }

  private void writeForEver(HttpServerRequest request) {
    request
        .response()
        .write("x".repeat(100))
        .onSuccess(written -> vertx.runOnContext(next -> writeForEver(request)));
  }

  private HttpReply send(HttpCall call) {
    return http.send(call, LIMITS).await().atMost(LIMIT);
  }

  private int serve(Handler<HttpServerRequest> service) {
    return await(vertx.createHttpServer().requestHandler(service).listen(0, "localhost"))
        .actualPort();
  }

  private int freePort() {
    var server =
        await(vertx.createHttpServer().requestHandler(request -> {}).listen(0, "localhost"));
    int port = server.actualPort();
    await(server.close());
    return port;
  }

  private static String uri(int port) {
    return "http://localhost:" + port;
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
