package dev.quanbao.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a connection when a request is refused on it. */
@QuarkusTest
class ConnectionTest {

  private static final int LIMIT = 1 << 20;
  private static final String SIGNED =
      "?apiVersion=01&version=2.0&client=70374ddd0f3641368d419b2d93127b8f"
          + "&sign=64089f8e90605825455a26d56c66784c";
  private static final String ECHO = "/op/v2/wire-test/echo" + SIGNED;

  @TestHTTPResource("/")
  URI server;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /nope",
        "GET /op/v2/wire-test/echo",
        "POST /op/v2/wire-test/fail/state" + SIGNED
      })
  void survivesARefusal(String requestLine) throws IOException {
    try (var socket = connect()) {
      String refused = post(socket, requestLine, "x".repeat(100_000));

      String next = post(socket, "POST " + ECHO, "{");

      assertThat(refused).startsWith("HTTP/1.1 4");
      assertThat(next).contains("\"code\":40000");
    }
  }

  @Test
  void survivesABodyThatIsALittleTooLarge() throws IOException {
    try (var socket = connect()) {
      String refused = post(socket, "POST " + ECHO, "x".repeat(LIMIT + 1));

      String next = post(socket, "POST " + ECHO, "{");

      assertThat(refused).startsWith("HTTP/1.1 413").contains("\"code\":41300");
      assertThat(next).contains("\"code\":40000");
    }
  }

  @Test
  void takesABodyOfExactlyTheLimit() throws IOException {
    try (var socket = connect()) {
      String answer = post(socket, "POST " + ECHO, "x".repeat(LIMIT));

      assertThat(answer).contains("\"code\":40000");
    }
  }

  @Test
  void refusesAChunkedBodyWithoutAnEnd() throws IOException {
    try (var socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(ascii(head("POST " + ECHO) + "Transfer-Encoding: chunked\r\n\r\n"));
      byte[] chunk = ascii("10000\r\n" + "x".repeat(0x10000) + "\r\n");
      for (int sent = 0; sent <= LIMIT; sent += 0x10000) {
        out.write(chunk);
      }
      out.flush();

      String refused = answer(socket.getInputStream());

      assertThat(refused).startsWith("HTTP/1.1 413").contains("\"code\":41300");
    }
  }

  @Test
  void refusesAHugeDeclarationBeforeAnythingIsSent() throws IOException {
    try (var socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(ascii(head("POST " + ECHO) + "Content-Length: 99999999999\r\n\r\n"));
      out.flush();

      String refused = answer(socket.getInputStream());

      assertThat(refused).startsWith("HTTP/1.1 413").contains("\"code\":41300");
      assertThat(socket.getInputStream().read()).as("the connection is closed").isEqualTo(-1);
    }
  }

  @Test
  void showsNothingForAMalformedPath() throws IOException {
    try (var socket = connect()) {
      String refused = post(socket, "POST /op/v2/%zz", "{}");

      assertThat(refused).startsWith("HTTP/1.1 400").doesNotContain("Exception");
    }
  }

  @Test
  void answersARequestWithoutHostInItsOwnForm() throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(ascii("GET /op/v2/x HTTP/1.1\r\n\r\n"));

      String refused = answer(socket.getInputStream());

      assertThat(refused).startsWith("HTTP/1.1 400").contains("\"code\":40001", "\"foot\"");
    }
  }

  @Test
  void asksForABodyThatWaitsForLeave() throws IOException {
    try (var socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(ascii(head("POST " + ECHO) + "Content-Length: 1\r\nExpect: 100-continue\r\n\r\n"));
      out.flush();
      String leave = line(socket.getInputStream()) + line(socket.getInputStream());
      out.write('{');
      out.flush();

      String answer = answer(socket.getInputStream());

      assertThat(leave).startsWith("HTTP/1.1 100");
      assertThat(answer).contains("\"code\":40000");
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static String post(Socket socket, String requestLine, String body) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(ascii(head(requestLine) + "Content-Length: " + body.length() + "\r\n\r\n" + body));
    out.flush();
    return answer(socket.getInputStream());
  }

  private static String head(String requestLine) {
    return requestLine + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  }

  /** Reads one answer that gives its length. */
  private static String answer(InputStream in) throws IOException {
    var head = new StringBuilder();
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      head.append(line).append('\n');
      if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n' && b != -1; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
