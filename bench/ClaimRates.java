import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Updates;
import dev.quanbao.demo.store.EmbeddedStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Claims per second through HTTP, beside the raw driver issuing the same commands into the same
 * kind of store.
 *
 * <p>Run from the repository's root after {@code ./mvnw package}, with the service running:
 *
 * <pre>
 * java -cp 'target/quarkus-app/lib/main/*:target/quarkus-app/app/*' bench/ClaimRates.java \
 *     http://localhost:8080 embedded|mongodb://… [clients] [claims]
 * </pre>
 *
 * <p>The raw side is measured twice: three commands for each claim from as many threads as there
 * are clients, and three commands for each batch of as many claims as there are clients, which is
 * what the service makes of claims that arrive together.
 */
public class ClaimRates {

  private static final String SIGN =
      "apiVersion=01&client=70374ddd0f3641368d419b2d93127b8f&version=2.0"
          + "&sign=64089f8e90605825455a26d56c66784c";
  private static final int TICKETS = 3;

  public static void main(String[] args) throws Exception {
    var service = URI.create(args[0]);
    int clients = args.length > 2 ? Integer.parseInt(args[2]) : 64;
    int claims = args.length > 3 ? Integer.parseInt(args[3]) : 20_000;
    boolean embedded = args[1].equals("embedded");
    EmbeddedStore store =
        embedded ? EmbeddedStore.open(Files.createTempDirectory("quanbao-bench")) : null;
    String url = store == null ? args[1] : store.connectionString();

    try (var http = new Http(service, clients);
        var raw = new Raw(url)) {
      for (int round = 0; round < 3; round++) {
        double throughHttp = http.claim(claims);
        double lone = raw.claimOneByOne(clients, claims);
        double together = raw.claimTogether(clients, claims);
        System.out.printf(
            "round %d: HTTP %.0f/s, raw one by one %.0f/s (ratio %.2f), raw together %.0f/s"
                + " (ratio %.2f)%n",
            round, throughHttp, lone, throughHttp / lone, together, throughHttp / together);
      }
    } finally {
      if (store != null) {
        store.close();
      }
    }
  }

  /** The service, asked over connections that are kept open. */
  private static final class Http implements AutoCloseable {
    private final URI service;
    private final List<Connection> connections = new ArrayList<>();
    private final AtomicLong users = new AtomicLong(System.nanoTime());
    private final String packageId;

    Http(URI service, int clients) throws IOException {
      this.service = service;
      for (int i = 0; i < clients; i++) {
        connections.add(new Connection(service));
      }
      packageId = publish();
    }

    private String publish() throws IOException {
      String created =
          connections
              .getFirst()
              .post(
                  "createTicketPackage",
                  """
                  {"TicketPackageName":"bench","TicketPackageAliasCodeType":2,\
                  "CreateUserId":"op001","CreateCompanyId":"x1111111111",\
                  "TicketPackageRule":{"ReceiveStartTime":"2020-01-01",\
                  "ReceiveEndTime":"2099-12-31","TotalCountLimit":100000000,\
                  "PersonalCountLimit":1},"Tickets":[{"TicketName":"t","TicketType":1,\
                  "TicketAmount":500,"Count":%d,"TicketRule":{"UseEndTime":"2099-12-31"}}]}"""
                      .formatted(TICKETS));
      String id = created.replaceAll("(?s).*\"data\":\"([0-9a-f]{32})\".*", "$1");
      for (int status : new int[] {2, 4, 5}) {
        connections
            .getFirst()
            .post(
                "updateTicketPackageSendStatus",
                """
                {"TicketPackageId":"%s","SendStatus":%d,"OperatorId":"op001","ExaminerId":"ex"}"""
                    .formatted(id, status));
      }
      return id;
    }

    double claim(int claims) throws InterruptedException {
      var left = new AtomicInteger(claims);
      return perSecond(
          claims,
          connections.size(),
          client -> {
            while (left.getAndDecrement() > 0) {
              String answer =
                  connections
                      .get(client)
                      .post(
                          "receiveTicketPackageForUser",
                          """
                          {"OpId":"op001","UserId":"u%d","TicketPackageId":"%s"}"""
                              .formatted(users.incrementAndGet(), packageId));
              if (!answer.contains("\"code\":200,")) {
                throw new IllegalStateException(answer);
              }
            }
          });
    }

    @Override
    public void close() throws IOException {
      for (Connection connection : connections) {
        connection.close();
      }
    }
  }

  /** One HTTP/1.1 connection, as plain as can be so that the client costs little. */
  private static final class Connection implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String host;

    Connection(URI service) throws IOException {
      socket = new Socket(service.getHost(), service.getPort());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
      host = service.getAuthority();
    }

    String post(String path, String body) throws IOException {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String head =
          "POST /op/v2/%s?%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
              .formatted(path, SIGN, host, bytes.length);
      byte[] headBytes = head.getBytes(StandardCharsets.US_ASCII);
      byte[] all = new byte[headBytes.length + bytes.length];
      System.arraycopy(headBytes, 0, all, 0, headBytes.length);
      System.arraycopy(bytes, 0, all, headBytes.length, bytes.length);
      out.write(all);
      out.flush();
      int length = 0;
      for (String line = line(); !line.isEmpty(); line = line()) {
        if (line.toLowerCase().startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(15).trim());
        }
      }
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the service closed the connection");
        }
        if (c != '\r') {
          line.append((char) c);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** The driver alone: the claim, the quota, the tickets, with the indexes the service has. */
  private static final class Raw implements AutoCloseable {
    private final MongoClient client;
    private final MongoCollection<Document> packages;
    private final MongoCollection<Document> claims;
    private final MongoCollection<Document> tickets;
    private final String packageId = UUID.randomUUID().toString();

    Raw(String url) {
      client = MongoClients.create(url);
      MongoDatabase database = client.getDatabase("quanbao_bench");
      packages = database.getCollection("GiftPackage");
      claims = database.getCollection("Claim");
      tickets = database.getCollection("Ticket");
      claims.createIndex(
          Indexes.ascending("ownerId", "packageId", "ownerType", "nth"),
          new IndexOptions().unique(true));
      claims.createIndex(
          Indexes.ascending("state", "startedAt"),
          of(Filters.in("state", "PENDING", "RELEASING")));
      claims.createIndex(Indexes.ascending("packageCode"));
      claims.createIndex(Indexes.ascending("packageId", "passedOn", "_id"));
      Bson unused = Filters.eq("status", "USABLE");
      tickets.createIndex(Indexes.ascending("holder.ownerId", "holder.type", "sort", "validity.to"));
      tickets.createIndex(Indexes.ascending("holder.ownerId", "holder.type", "validity.to", "_id"));
      tickets.createIndex(Indexes.ascending("holder.ownerId", "origin.place", "createdAt"));
      tickets.createIndex(Indexes.ascending("origin.packageId", "status", "validity.to"), of(unused));
      tickets.createIndex(Indexes.ascending("status", "validity.to"), of(unused));
      tickets.createIndex(Indexes.ascending("unfiled.at"), of(Filters.exists("unfiled.at")));
      tickets.createIndex(Indexes.ascending("movedIn"), of(Filters.exists("movedIn")));
      tickets.createIndex(Indexes.ascending("code"));
      packages.insertOne(
          new Document("_id", packageId)
              .append("design", new Document("name", "x".repeat(600)))
              .append(
                  "quota",
                  new Document("left", 100_000_000)
                      .append("claimed", 0)
                      .append("notes", List.of())
                      .append("fences", List.of())));
    }

    private static IndexOptions of(Bson which) {
      return new IndexOptions().partialFilterExpression(which);
    }

    double claimOneByOne(int threads, int count) throws InterruptedException {
      var left = new AtomicInteger(count);
      return perSecond(
          count,
          threads,
          thread -> {
            while (left.getAndDecrement() > 0) {
              claim(1);
            }
          });
    }

    double claimTogether(int size, int count) throws InterruptedException {
      var left = new AtomicInteger(count);
      return perSecond(
          count,
          1,
          thread -> {
            while (left.getAndAdd(-size) > 0) {
              claim(size);
            }
          });
    }

    private void claim(int size) {
      List<String> ids = new ArrayList<>();
      List<Document> claimed = new ArrayList<>();
      List<Document> issued = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        String id = UUID.randomUUID().toString();
        ids.add(id);
        claimed.add(claimDocument(id));
        for (int place = 0; place < TICKETS; place++) {
          issued.add(ticketDocument(id, place));
        }
      }
      claims.insertMany(claimed, new InsertManyOptions().ordered(false));
      Bson taken =
          Updates.combine(
              Updates.inc("quota.left", -size),
              Updates.inc("quota.claimed", size),
              Updates.pushEach("quota.notes", marks(ids)));
      if (packages.findOneAndUpdate(
              Filters.and(Filters.eq(packageId), Filters.gte("quota.left", size)), taken)
          == null) {
        throw new IllegalStateException("the bench's quota is used up");
      }
      tickets.insertMany(issued, new InsertManyOptions().ordered(false));
      claims.updateMany(Filters.in("_id", ids), Updates.set("state", "DONE"));
      packages.updateOne(
          Filters.eq(packageId),
          Updates.pullByFilter(
              new Document("quota.notes", Filters.in("claimId", ids).toBsonDocument())));
    }

    private static List<Document> marks(List<String> ids) {
      return ids.stream()
          .map(id -> new Document("claimId", id).append("at", new Date()))
          .toList();
    }

    private Document claimDocument(String id) {
      return new Document("_id", id)
          .append("ownerId", id)
          .append("ownerType", "USER")
          .append("packageId", packageId)
          .append("nth", 1)
          .append("state", "PENDING")
          .append("companyId", "x1111111111")
          .append("packageCode", id.substring(0, 10))
          .append("passedOn", false)
          .append("firstTicketNumber", 123456L)
          .append("senderId", "op001")
          .append("claimedAt", new Date())
          .append("startedAt", new Date());
    }

    private Document ticketDocument(String claimId, int place) {
      return new Document("_id", claimId + place)
          .append("code", claimId.substring(0, 12))
          .append("companyId", "x1111111111")
          .append(
              "origin",
              new Document("claimId", claimId)
                  .append("place", place)
                  .append("packageId", packageId)
                  .append("packageCode", claimId.substring(0, 10)))
          .append(
              "kind",
              new Document("code", "042870246485")
                  .append("name", "t")
                  .append("discount", new Document("type", "AMOUNT_OFF").append("value", 500L))
                  .append(
                      "terms",
                      new Document("end", Date.from(Instant.now())).append("productKinds", List.of()))
                  .append("channels", List.of()))
          .append(
              "holder",
              new Document("type", "USER")
                  .append("ownerId", claimId)
                  .append("userId", claimId)
                  .append("senderId", "op001"))
          .append("status", "USABLE")
          .append("validity", new Document("from", new Date()).append("to", new Date()))
          .append("createdAt", new Date())
          .append("updatedAt", new Date())
          .append("sort", 1000)
          .append("unfiled", List.of());
    }

    @Override
    public void close() {
      client.getDatabase("quanbao_bench").drop();
      client.close();
    }
  }

  /** What one of several threads does. */
  private interface Work {
    void of(int thread) throws Exception;
  }

  private static double perSecond(int count, int threads, Work work) throws InterruptedException {
    var start = new CountDownLatch(1);
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      running.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      start.await();
                      work.of(thread);
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    long began = System.nanoTime();
    start.countDown();
    for (Thread thread : running) {
      thread.join();
    }
    return count / ((System.nanoTime() - began) / 1e9);
  }
}
