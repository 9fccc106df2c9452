package dev.quanbao.delivery.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A provider that keeps what it is asked and answers the same each time. */
final class Provider implements AutoCloseable {

  /** What it was asked. */
  record Asked(String method, String path, Map<String, List<String>> headers, String body) {}

  private final HttpServer server;
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile int status = 200;
  private volatile String answer = "{}";
  private volatile boolean hangsUp;

  Provider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/send";
  }

  Provider answers(int newStatus, String newAnswer) {
    status = newStatus;
    answer = newAnswer;
    return this;
  }

  /** Takes what it is sent and closes the connection. */
  Provider hangsUp() {
    hangsUp = true;
    return this;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            body));
    if (!hangsUp) {
      byte[] bytes = answer.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
