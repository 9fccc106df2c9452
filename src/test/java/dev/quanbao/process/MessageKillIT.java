package dev.quanbao.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quanbao.process.BackOffice.Edition;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The service is killed again and again while it sends messages: nobody gets two, no code goes to
 * two receivers, every message is accounted for, and the accounts add up.
 *
 * <p>{@code -Dmessagekill.receivers} says how many get one, {@code -Dmessagekill.kills} how often
 * it is killed.
 */
class MessageKillIT {

  private static final int RECEIVERS = Integer.getInteger("messagekill.receivers", 300);
  private static final int KILLS = Integer.getInteger("messagekill.kills", 3);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  @RegisterExtension final Services services = new Services();

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Random random = seeded();

  private static Random seeded() {
    long seed = Long.getLong("test.seed", System.nanoTime());
    System.out.println("MessageKillIT: -Dtest.seed=" + seed);
    return new Random(seed);
  }

  @Test
  void everyMessageIsSentOnceAndAccountedFor() {
    try (var gateway = new Gateway()) {
      Store store = services.folder();
      List<String> options = new ArrayList<>(store.options());
      options.add("-Dquarkus.profile=demo");
      options.addAll(gateway.options());
      Service service = services.begin("messagekill", options).awaitReady();
      String packageId = publish(service);

      CompletableFuture<JsonNode> answer =
          CompletableFuture.supplyAsync(() -> insist(service, packageId));
      for (int kill = 1; kill <= KILLS; kill++) {
        killAt(service, gateway, kill);
      }
      JsonNode job = awaitOver(service, answer.join().get("jobId").asText());

      service.kill();
      System.out.println("MessageKillIT: " + job);
      Document quota = quota(store, packageId);
      int sent = gateway.taken().size();
      int refused = gateway.refused().size();
      assertThat(gateway.faults()).isEmpty();
      assertThat(sent + refused).isEqualTo(RECEIVERS);
      assertThat(job.get("state").asText()).isEqualTo("DONE");
      assertThat(job.get("total").asInt()).isEqualTo(RECEIVERS);
      assertThat(job.get("done").asInt()).isEqualTo(sent);
      assertThat(job.get("failed").asInt()).isEqualTo(refused);
      assertThat(quota.getInteger("setAside")).isEqualTo(sent);
      assertThat(quota.getInteger("left")).isEqualTo(refused);
    }
  }

  private static String publish(Service service) {
    var backOffice = new BackOffice(List.of(service));
    var jobOffice = new JobOffice(List.of(service));
    String packageId = backOffice.create(Edition.generated(RECEIVERS, 1));
    String jobId = jobOffice.jobOf(packageId);
    // A few children are made at once, many by a job.
    await(() -> jobId.equals("null") || jobOffice.isOver(jobId));
    backOffice.publish(packageId);
    return packageId;
  }

  /** Kills in the request the first time, then each time a part of the messages has arrived. */
  private void killAt(Service service, Gateway gateway, int kill) {
    int arrived = kill == 1 ? 0 : (kill - 1) * RECEIVERS / (KILLS + 1);
    await(() -> gateway.taken().size() >= arrived);
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(700)).toNanos());
    int before = gateway.taken().size();
    service.kill();
    System.out.printf("MessageKillIT: killed with %d messages sent%n", before);
    service.beginAgain().awaitReady();
  }

  private JsonNode insist(Service service, String packageId) {
    String body = body(packageId);
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline)) {
      try {
        JsonNode envelope =
            send(
                HttpRequest.newBuilder(
                        service
                            .address()
                            .resolve("/op/v2/sendTicketPackageCodesBySms?" + BackOffice.QUERY))
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", packageId)
                    .POST(BodyPublishers.ofString(body)));
        if (envelope.get("code").asInt() == 200) {
          return envelope.get("data");
        }
      } catch (IOException lost) {
        // Killed meanwhile: the same key asks for the same.
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    throw new AssertionError("the order was never answered");
  }

  private String body(String packageId) {
    try {
      return json.writeValueAsString(
          Map.of(
              "TicketPackageId",
              packageId,
              "SenderId",
              BackOffice.OP,
              "Receivers",
              IntStream.range(0, RECEIVERS)
                  .mapToObj(i -> Map.of("Phone", "137%08d".formatted(i)))
                  .toList()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode awaitOver(Service service, String jobId) {
    await(() -> List.of("DONE", "FAILED").contains(job(service, jobId).path("state").asText()));
    return job(service, jobId);
  }

  private JsonNode job(Service service, String jobId) {
    try {
      return send(
          HttpRequest.newBuilder(
              service.address().resolve("/v3/jobs/" + jobId + "?" + BackOffice.QUERY)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    try {
      return json.readTree(
          http.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString())
              .body());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier reached) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!reached.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("nothing happens any more");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private static Document quota(Store store, String packageId) {
    return store.read(database ->
        database
            .getCollection("GiftPackage")
            .find(new Document("_id", packageId))
            .first()
            .get("quota", Document.class));
  }
}
