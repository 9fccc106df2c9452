import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What reads cost among very many tickets and codes, and what a sweep costs them.
 *
 * <p>Tops the tickets of a running demo up to a number, through the driver, then asks the service.
 * Run with two numbers on one store, one after the other, and compare. Codes are read where {@code
 * CodeRates} made them: give the package it printed. Run from the repository's root after {@code
 * ./mvnw package}:
 *
 * <pre>
 * java -cp 'target/quarkus-app/lib/main/*:target/quarkus-app/app/*' bench/ReadRates.java \
 *     http://localhost:8080 mongodb://… database tickets [package id]
 * </pre>
 */
public class ReadRates {

  private static final int WARM_UP = 2_000;
  private static final int CALLS = 2_000;
  private static final int PAGE_SIZE = 200;

  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[3]);
    try (MongoClient client = MongoClients.create(args[1])) {
      MongoDatabase database = client.getDatabase(args[2]);
      var tickets = new TicketFill(database.getCollection("Ticket"), count);
      tickets.topUp();
      var service = new Service(args[0]);
      System.out.printf("among %d tickets:%n", count);
      readTickets(service, tickets);
      if (args.length > 4) {
        readCodes(service, args[4]);
      }
      new Plans(database).print(tickets);
      new SweepRates(service, tickets).print();
    }
  }

  private static void readTickets(Service service, TicketFill tickets) throws Exception {
    var random = new Random(1);
    Timings.of("wallet, 2.13.2", WARM_UP, CALLS, () -> service.wallet(tickets.owner(random))).print();
    Timings.of("wallet, usable ones", WARM_UP, CALLS,
        () -> service.usable(tickets.owner(random))).print();
    Timings.of("codes of a user, 2.10", WARM_UP, CALLS,
        () -> service.packageCodes(tickets.owner(random))).print();
    Timings.of("one ticket, /v3/tickets", WARM_UP, CALLS,
        () -> service.ticket(tickets.id(random))).print();
    Timings.of("nothing there", WARM_UP, CALLS,
        () -> service.wallet("u0000" + random.nextInt())).print();
  }

  private static void readCodes(Service service, String packageId) throws Exception {
    int pages = service.pagesOfCodes(packageId);
    var random = new Random(2);
    Timings.of("codes, 2.20, page 1 of " + pages, WARM_UP / 4, CALLS / 4,
        () -> service.codes(packageId, 1)).print();
    Timings.of("codes, any page, by a jump", WARM_UP / 4, CALLS / 4,
        () -> service.codes(packageId, 1 + random.nextInt(Math.min(pages, 10_000)))).print();
    Timings.of("codes, the deepest page", WARM_UP / 4, CALLS / 4,
        () -> service.codes(packageId, Math.min(pages, 10_000))).print();
  }

  /** Tickets as the service stores them: 20 an owner, one of a demo's tickets told apart. */
  private static final class TicketFill {
    private static final int EACH = 20;
    private static final int BATCH = 5_000;
    private static final Date LATER = Date.from(Instant.parse("2099-12-31T15:59:59Z"));

    private final MongoCollection<Document> tickets;
    private final int count;
    private final Document sample;

    TicketFill(MongoCollection<Document> tickets, int count) {
      this.tickets = tickets;
      this.count = count;
      this.sample = tickets.find(Filters.gt("validity.to", new Date(0))).first();
    }

    void topUp() throws Exception {
      long there = tickets.estimatedDocumentCount() / BATCH * BATCH;
      insert((int) there, count, LATER, number -> number / EACH, "00000000000000000000000000bec4a0");
    }

    /** Tickets whose time is over and that nobody has written down as expired. */
    void addOverdue(int more, int round) throws Exception {
      int from = 1_000_000_000 + round * 1_000_000;
      insert(from, from + more, new Date(0), number -> number, "00000000000000000000000000bec4a1");
    }

    /** Whether something that was written down has not come to the audit trail. */
    boolean areUnfiled() {
      return tickets.find(Filters.gt("unfiled.at", new Date(0))).limit(1).first() != null;
    }

    void awaitFiled() throws InterruptedException {
      while (areUnfiled()) {
        Thread.sleep(500);
      }
    }

    private interface Owners {
      int of(int number);
    }

    private void insert(int from, int to, Date validTo, Owners owners, String packageId)
        throws Exception {
      ExecutorService side = Executors.newFixedThreadPool(2);
      var ahead = new Semaphore(4);
      for (int start = from; start < to; start += BATCH) {
        List<Document> batch = new ArrayList<>(BATCH);
        for (int i = start; i < Math.min(to, start + BATCH); i++) {
          batch.add(ticket(i, ownerOf(owners.of(i)), validTo, packageId));
        }
        ahead.acquire();
        side.submit(
            () -> {
              try {
                tickets.insertMany(batch, new InsertManyOptions().ordered(false));
              } catch (RuntimeException failed) {
                System.err.println(failed.getMessage().lines().findFirst().orElse(""));
              } finally {
                ahead.release();
              }
            });
      }
      side.shutdown();
      side.awaitTermination(2, TimeUnit.HOURS);
    }

    private Document ticket(int number, String owner, Date validTo, String packageId) {
      return new Document(sample)
          .append("_id", idOf(number, owner))
          .append("code", String.format("%012d", number))
          .append(
              "origin",
              new Document("claimId", owner.substring(0, 5) + "%032x".formatted(number))
                  .append("place", number % 2)
                  .append("packageId", packageId)
                  .append("packageCode", String.format("%010d", number / 2)))
          .append(
              "holder",
              new Document("type", "USER").append("ownerId", owner).append("userId", owner))
          .append("status", "USABLE")
          .append("validity", new Document("from", new Date(0)).append("to", validTo))
          .append("unfiled", List.of());
    }

    String owner(Random random) {
      return ownerOf(random.nextInt(count / EACH));
    }

    String id(Random random) {
      int number = random.nextInt(count);
      return idOf(number, ownerOf(number / EACH));
    }

    private static String ownerOf(int number) {
      return "u%04d-reader-%08d".formatted(number % 10_000, number);
    }

    private static String idOf(int number, String owner) {
      return owner.substring(0, 5) + HexFormat.of().toHexDigits((long) number).repeat(2);
    }
  }

  /** The service, asked as the demo's client. */
  private record Service(String url) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SIGN =
        "?apiVersion=01&client=70374ddd0f3641368d419b2d93127b8f&version=2.0"
            + "&sign=64089f8e90605825455a26d56c66784c";

    String wallet(String owner) throws Exception {
      return op("getTicketUsersByOwnerId", "{\"OwnerType\":1,\"OwnerId\":\"" + owner + "\"}");
    }

    String usable(String owner) throws Exception {
      return op(
          "getTicketUsersByOwnerId",
          "{\"OwnerType\":1,\"OwnerId\":\"" + owner + "\",\"UseStatus\":2}");
    }

    String packageCodes(String owner) throws Exception {
      return op("getUserTicketPackageCodes", "{\"UserId\":\"" + owner + "\"}");
    }

    String ticket(String id) throws Exception {
      return send(HttpRequest.newBuilder(URI.create(url + "/v3/tickets/" + id + SIGN)));
    }

    String codes(String packageId, int page) throws Exception {
      return op(
          "getChildTicketPackageCodes",
          "{\"TicketPackageId\":\"%s\",\"PageNo\":%d,\"PageSize\":%d}"
              .formatted(packageId, page, PAGE_SIZE));
    }

    int pagesOfCodes(String packageId) throws Exception {
      return number("\"totalPage\":([0-9]+)", codes(packageId, 1));
    }

    int sweep() throws Exception {
      return number("\"tickets\":([0-9]+)", op("sweepAllUseStatus", "{}"));
    }

    private String op(String name, String body) throws Exception {
      return send(
          HttpRequest.newBuilder(URI.create(url + "/op/v2/" + name + SIGN))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body)));
    }

    private static String send(HttpRequest.Builder request) throws Exception {
      var answer = HTTP.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.body());
      }
      return answer.body();
    }

    private static int number(String pattern, String text) {
      Matcher matcher = Pattern.compile(pattern).matcher(text);
      if (!matcher.find()) {
        throw new IllegalStateException(text);
      }
      return Integer.parseInt(matcher.group(1));
    }
  }

  /** How long calls took, one after the other. */
  private record Timings(String what, long[] sortedNanos) {

    static Timings of(String what, int warmUp, int calls, Callable<?> call) throws Exception {
      for (int i = 0; i < warmUp; i++) {
        call.call();
      }
      return of(what, calls, call);
    }

    static Timings of(String what, int calls, Callable<?> call) throws Exception {
      long[] nanos = new long[calls];
      for (int i = 0; i < calls; i++) {
        long start = System.nanoTime();
        call.call();
        nanos[i] = System.nanoTime() - start;
      }
      Arrays.sort(nanos);
      return new Timings(what, nanos);
    }

    double millis(double share) {
      return sortedNanos[(int) ((sortedNanos.length - 1) * share)] / 1e6;
    }

    void print() {
      System.out.printf(
          Locale.ROOT, "  %-32s p50 %.2f ms, p99 %.2f ms%n", what, millis(0.5), millis(0.99));
    }
  }

  /** What the engine says of the plans of the filters behind these reads. */
  private record Plans(MongoDatabase database) {

    void print(TicketFill tickets) {
      String owner = tickets.owner(new Random(3));
      print("wallet", Filters.and(Filters.eq("holder.ownerId", owner), Filters.eq("holder.type", "USER")));
      print("codes of a user", Filters.and(Filters.eq("holder.ownerId", owner), Filters.eq("origin.place", 0)));
      print("due", Filters.and(Filters.eq("status", "USABLE"), Filters.lt("validity.to", new Date(1))));
    }

    private void print(String what, Bson filter) {
      var explain =
          new Document("explain", new Document("find", "Ticket").append("filter", filter))
              .append("verbosity", "executionStats");
      String plan = database.runCommand(explain).toJson();
      System.out.printf(
          "  plan of %s: %s%n",
          what, plan.contains("Seq Scan") || plan.contains("COLLSCAN") ? plan : "by an index");
    }
  }

  /**
   * How long it takes to expire 10,000 tickets, and what reads feel of it until that is also in the
   * audit trail.
   */
  private record SweepRates(Service service, TicketFill tickets) {
    private static final int OVERDUE = 10_000;
    private static final int ROUNDS = 3;
    private static final int BETWEEN_LOOKS = 100;

    void print() throws Exception {
      for (int round = 0; round < ROUNDS; round++) {
        var random = new Random(round);
        tickets.awaitFiled();
        Timings calm =
            Timings.of("reads without a sweep", CALLS, () -> service.wallet(tickets.owner(random)));
        tickets.addOverdue(OVERDUE, (int) (System.currentTimeMillis() / 1000 % 1_000));
        var over = new AtomicBoolean();
        ExecutorService side = Executors.newSingleThreadExecutor();
        var sweeping = side.submit(() -> sweep(over));
        List<Long> nanos = new ArrayList<>();
        while (!over.get() || tickets.areUnfiled()) {
          for (int i = 0; i < BETWEEN_LOOKS; i++) {
            nanos.add(Timings.of("", 1, () -> service.wallet(tickets.owner(random))).sortedNanos()[0]);
          }
        }
        side.shutdown();
        Timings swept =
            new Timings(
                "reads during a sweep", nanos.stream().mapToLong(Long::longValue).sorted().toArray());
        calm.print();
        swept.print();
        System.out.printf(
            Locale.ROOT, "  expired %d in %d ms; p99 during / without: %.2f%n",
            OVERDUE, sweeping.get().toMillis(), swept.millis(0.99) / calm.millis(0.99));
      }
    }

    private Duration sweep(AtomicBoolean over) throws Exception {
      long start = System.nanoTime();
      int swept = 0;
      while (swept < OVERDUE) {
        int moved = service.sweep();
        swept += moved;
        if (moved == 0) {
          break;
        }
      }
      over.set(true);
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }
}
