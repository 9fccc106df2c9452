package dev.quanbao.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A gateway of messages that outlives those who send: takes most, refuses some for good, and tells
 * some senders nothing of what it took.
 */
final class Gateway implements AutoCloseable {

  static final String SECRET = "gateway-secret";

  private static final int KINDS = 20;

  /** A message as it arrived. */
  record Arrived(String id, String phone, String code) {}

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ConcurrentLinkedQueue<Arrived> taken = new ConcurrentLinkedQueue<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Set<String> onceLater = ConcurrentHashMap.newKeySet();

  Gateway() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/send", this::send);
    server.createContext("/ask", this::ask);
    server.start();
  }

  List<String> options() {
    return List.of(
        "-Dquanbao.sms.connector=http",
        "-Dquanbao.gateway.url=" + url(),
        "-Dquanbao.gateway.ask-url=" + at("/ask"),
        "-Dquanbao.gateway.secret=" + SECRET);
  }

  String url() {
    return at("/send");
  }

  private String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  List<Arrived> taken() {
    return List.copyOf(taken);
  }

  Set<String> refused() {
    return Set.copyOf(refused);
  }

  /** What is wrong with all that arrived, as far as receivers could tell. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    Map<String, List<Arrived>> byPhone = new TreeMap<>();
    taken.forEach(one -> byPhone.computeIfAbsent(one.phone(), phone -> new ArrayList<>()).add(one));
    byPhone.forEach((phone, all) -> {
      if (all.size() > 1) {
        faults.add(all.size() + " messages for one phone: " + all);
      }
    });
    if (taken.stream().map(Arrived::code).distinct().count() != taken.size()) {
      faults.add("one code went to two receivers");
    }
    return faults;
  }

  private void send(HttpExchange exchange) throws IOException {
    JsonNode message = json.readTree(exchange.getRequestBody().readAllBytes());
    String id = message.get("id").asText();
    switch (Math.floorMod(id.hashCode(), KINDS)) {
      case 0 -> {
        refused.add(id);
        answer(exchange, 422, "{}");
      }
      case 1 -> {
        take(message);
        exchange.close();
      }
      case 2 -> {
        if (onceLater.add(id)) {
          answer(exchange, 429, "{}");
        } else {
          take(message);
          answer(exchange, 200, "{}");
        }
      }
      default -> {
        take(message);
        answer(exchange, 200, "{}");
      }
    }
  }

  private void take(JsonNode message) {
    taken.add(
        new Arrived(
            message.get("id").asText(),
            message.get("phone").asText(),
            message.get("ticketPackageCode").asText()));
  }

  private void ask(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestURI().getQuery().substring("id=".length());
    if (refused.contains(id)) {
      answer(exchange, 200, "{\"state\":\"refused\",\"code\":\"BLOCKED\"}");
    } else if (taken.stream().anyMatch(one -> one.id().equals(id))) {
      answer(exchange, 200, "{\"state\":\"sent\"}");
    } else {
      answer(exchange, 404, "{}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
