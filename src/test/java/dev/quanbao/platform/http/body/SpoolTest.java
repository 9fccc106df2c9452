package dev.quanbao.platform.http.body;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.quanbao.platform.crypto.Sha256;
import dev.quanbao.platform.http.SpoolTestResource;
import dev.quanbao.testing.Eventually;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are written to a file as they arrive. */
@QuarkusTest
class SpoolTest {

  private static final String PATH = "/v3/spool-test";
  private static final String SIGNED =
      "?apiVersion=01&version=2.0&client=70374ddd0f3641368d419b2d93127b8f"
          + "&sign=64089f8e90605825455a26d56c66784c";
  private static final int LINES = 100_000;

  @TestHTTPResource("/")
  URI server;

  @Inject SpoolTestResource resource;
  @Inject Spool spool;
  @Inject BodyLimits limits;

  @BeforeEach
  void forget() {
    resource.batches.clear();
    resource.operations.clear();
  }

  @Test
  void aLargeBodyIsReadLineByLineInBatches() {
    String body = IntStream.range(0, LINES).mapToObj(i -> "row " + i).collect(lines());

    Response answer = csv(body).put(PATH);

    answer
        .then()
        .statusCode(200)
        .body("count", equalTo(LINES))
        .body("first", equalTo("row 0"))
        .body("last", equalTo("row 99999"))
        .body("length", equalTo(body.length()))
        .body("sha256", equalTo(Sha256.hex(body.getBytes(StandardCharsets.UTF_8))));
    assertThat(resource.batches).hasSize(LINES / 100).containsOnly(100);
  }

  @Test
  void aBodyIsWholeWhenItIsRead() {
    List<Integer> counts =
        IntStream.range(0, 100)
            .mapToObj(i -> csv("a\nb\nc").put(PATH).<Integer>path("count"))
            .toList();

    assertThat(counts).containsOnly(3);
  }

  @Test
  void aBodyOfNothingHasNoLines() {
    Response answer = signed().header("Content-Type", "text/csv;charset=utf-8").put(PATH);

    answer.then().statusCode(200).body("count", equalTo(0)).body("length", equalTo(0));
  }

  @Test
  void aLineThatIsTooLongIsNamed() {
    Response answer = csv("a\nb\n" + "x".repeat(1_001) + "\nc").put(PATH);

    answer
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo(40001))
        .body("violations.pointer", contains("/line/3"))
        .body("violations.code", contains("bytes"));
  }

  @ParameterizedTest
  @CsvSource({"application/json", "text/plain", "text/csv; charset=gbk"})
  void anotherContentTypeIsRefused(String contentType) {
    Response answer =
        signed()
            .header("Content-Type", contentType)
            .body("a".getBytes(StandardCharsets.UTF_8))
            .put(PATH);

    answer
        .then()
        .statusCode(415)
        .body("code", equalTo(41500))
        .body("detail", containsString("text/csv"));
  }

  @Test
  void theSignComesBeforeTheContentType() {
    Response answer = given().contentType("application/json").body("{}").put(PATH);

    answer.then().statusCode(401).body("code", equalTo(40100));
    assertThat(resource.operations).isEmpty();
  }

  @Test
  void theSameKeyAndBodyGiveTheFirstAnswerAgain() {
    String key = UUID.randomUUID().toString();
    Response first = csv("a\nb").header("Idempotency-Key", key).put(PATH);

    Response again = csv("a\nb").header("Idempotency-Key", key).put(PATH);

    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(resource.operations).hasSize(1).doesNotContain("none");
  }

  @Test
  void theSameKeyAndAnotherBodyAreRefused() {
    String key = UUID.randomUUID().toString();
    csv("a\nb").header("Idempotency-Key", key).put(PATH);

    Response other = csv("a\nb\n").header("Idempotency-Key", key).put(PATH);

    other
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo(40902));
  }

  @Test
  void aDeclarationBeyondTheLimitIsRefusedBeforeAnythingIsSent() throws IOException {
    try (var socket = connect()) {
      send(socket, "Content-Length: " + (limits.spooled() + 1) + "\r\n\r\n");

      String refused = firstBytes(socket);

      assertThat(refused).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void aBodyThatGrowsBeyondTheLimitIsRefusedAndItsFileGone() throws IOException {
    try (var socket = connect()) {
      send(socket, "Transfer-Encoding: chunked\r\n\r\n");
      byte[] chunk = ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.UTF_8);
      OutputStream out = socket.getOutputStream();
      for (long sent = 0; sent <= limits.spooled(); sent += 1 << 20) {
        out.write(chunk);
      }
      out.flush();

      String refused = firstBytes(socket);

      assertThat(refused).startsWith("HTTP/1.1 413");
    }
    assertThat(openFiles()).isZero();
  }

  @Test
  void aClientThatHangsUpLeavesNoFile() throws IOException {
    try (var socket = connect()) {
      send(socket, "Content-Length: 1000000\r\n\r\n" + "x".repeat(100_000));
      Eventually.look(Uni.createFrom().item(spool::open), open -> open == 1, Duration.ofSeconds(5));
    }

    assertThat(openFiles()).isZero();
  }

  @Test
  void noMoreBodiesThanThereIsRoomForAreTakenAtOnce() throws IOException {
    var sockets = new Socket[Spool.MAX_FILES];
    for (int i = 0; i < sockets.length; i++) {
      sockets[i] = connect();
      send(sockets[i], "Content-Length: 1000000\r\n\r\nx");
    }
    Eventually.look(
        Uni.createFrom().item(spool::open), n -> n == Spool.MAX_FILES, Duration.ofSeconds(5));

    Response oneMore = csv("a").put(PATH);

    oneMore.then().statusCode(429).header("Retry-After", "5").body("code", equalTo(42900));
    for (Socket socket : sockets) {
      socket.close();
    }
    assertThat(openFiles()).isZero();
    csv("a").put(PATH).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "x"})
  void noFileIsLeftBehind(String body) throws IOException {
    csv(body).put(PATH);

    assertThat(openFiles()).isZero();
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("quanbao-body-")))
          .isEmpty();
    }
  }

  private int openFiles() {
    return Eventually.look(
        Uni.createFrom().item(spool::open), open -> open == 0, Duration.ofSeconds(5));
  }

  private Socket connect() throws IOException {
    var socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static void send(Socket socket, String rest) throws IOException {
    String head = "PUT " + PATH + SIGNED + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n";
    socket.getOutputStream().write((head + rest).getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  private static String firstBytes(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[512];
    int read = in.read(bytes);
    return new String(bytes, 0, Math.max(0, read), StandardCharsets.UTF_8);
  }

  private static java.util.stream.Collector<CharSequence, ?, String> lines() {
    return Collectors.joining("\n", "", "\n");
  }

  private static RequestSpecification csv(String body) {
    return signed()
        .header("Content-Type", "text/csv; charset=UTF-8")
        .body(body.getBytes(StandardCharsets.UTF_8));
  }

  private static RequestSpecification signed() {
    return given()
        .queryParam("apiVersion", "01")
        .queryParam("version", "2.0")
        .queryParam("client", "70374ddd0f3641368d419b2d93127b8f")
        .queryParam("sign", "64089f8e90605825455a26d56c66784c");
  }
}
