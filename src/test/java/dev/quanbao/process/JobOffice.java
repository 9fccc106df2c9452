package dev.quanbao.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A back office that puts work to jobs and follows them, on {@code /v3}.
 *
 * <p>It asks one instance after the other until one of them answers: what it orders goes under an
 * {@code Idempotency-Key}, so that asking again is no second order.
 */
final class JobOffice {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final int FIRST_REQUEST_RUNNING = 40903;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final List<URI> instances;
  private final AtomicInteger turn = new AtomicInteger();

  JobOffice(List<Service> services) {
    this.instances = services.stream().map(Service::address).toList();
  }

  /** Hands alias codes in for a package, one a line; gives the id of the job. */
  String importCodes(String packageId, List<String> lines, String key) {
    return order("/v3/packages/" + packageId + "/codes?", lines, key);
  }

  /** Hands users in to whom a package is dispatched, one a line; gives the id of the job. */
  String dispatch(String packageId, List<String> lines, String key) {
    String path = "/v3/packages/" + packageId + "/dispatches?senderId=" + BackOffice.OP + "&";
    return order(path, lines, key);
  }

  private String order(String path, List<String> lines, String key) {
    BodyPublisher body = BodyPublishers.ofString(String.join("\n", lines));
    return tree(insist(path, 202, body, key)).get("id").asText();
  }

  /** The job that makes a package's codes. */
  String jobOf(String packageId) {
    return tree(get("/v3/packages/" + packageId + "?")).get("jobId").asText();
  }

  JsonNode job(String jobId) {
    return tree(get("/v3/jobs/" + jobId + "?"));
  }

  boolean isOver(String jobId) {
    String state = job(jobId).get("state").asText();
    return !state.equals("QUEUED") && !state.equals("RUNNING");
  }

  /** The lines of a package's exported codes, without the header. */
  List<String> codes(String packageId) {
    return get("/v3/packages/" + packageId + "/codes?format=csv&").lines().skip(1).toList();
  }

  private String get(String path) {
    return insist(path, 200, null, null);
  }

  private String insist(String path, int wanted, BodyPublisher body, String key) {
    Instant deadline = Instant.now().plus(PATIENCE);
    String answer;
    do {
      URI target =
          instances
              .get(Math.floorMod(turn.getAndIncrement(), instances.size()))
              .resolve(path + BackOffice.QUERY);
      HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(PATIENCE);
      if (body != null) {
        request.POST(body).header("Content-Type", "text/csv").header("Idempotency-Key", key);
      }
      try {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        answer = response.statusCode() + " " + response.body();
        if (response.statusCode() == wanted) {
          return response.body();
        }
        if (!mayBeAnsweredLater(response)) {
          break;
        }
      } catch (IOException lost) {
        answer = lost.toString();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    } while (Instant.now().isBefore(deadline));
    throw new AssertionError(path + " was answered with " + answer);
  }

  private boolean mayBeAnsweredLater(HttpResponse<String> response) {
    return response.statusCode() >= 500
        || tree(response.body()).path("code").asInt() == FIRST_REQUEST_RUNNING;
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }
}
