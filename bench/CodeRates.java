import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import dev.quanbao.demo.store.EmbeddedStore;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;

/**
 * How fast the children of a large package are made, beside the driver's insertMany of the same
 * documents into the same kind of store, and whether no code stands there twice.
 *
 * <p>Run from the repository's root after {@code ./mvnw package}, with the service running:
 *
 * <pre>
 * java -cp 'target/quarkus-app/lib/main/*:target/quarkus-app/app/*' bench/CodeRates.java \
 *     http://localhost:8080 embedded|mongodb://… [codes] [process id of the service]
 * </pre>
 *
 * <p>Resident memory tells something only of a service whose heap is there from the start ({@code
 * -Xms} as {@code -Xmx}, {@code -XX:+AlwaysPreTouch}): else it is the heap that grows to its limit.
 */
public class CodeRates {

  private static final String SIGN =
      "?apiVersion=01&client=70374ddd0f3641368d419b2d93127b8f&version=2.0"
          + "&sign=64089f8e90605825455a26d56c66784c";
  private static final int SMALL = 10_000;
  private static final int WARM_UP_ROUNDS = 10;
  private static final int SMALL_ROUNDS = 11;
  private static final int BATCH = 5_000;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public static void main(String[] args) throws Exception {
    int codes = args.length > 2 ? Integer.parseInt(args[2]) : 1_000_000;
    Path status = args.length > 3 ? Path.of("/proc", args[3], "status") : null;
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < WARM_UP_ROUNDS + SMALL_ROUNDS; round++) {
      rates.add(make(args[0], SMALL).rate());
      System.out.printf("%d codes: %.0f/s%n", SMALL, rates.getLast());
    }
    double small =
        rates.subList(WARM_UP_ROUNDS, rates.size()).stream().sorted().toList().get(SMALL_ROUNDS / 2);
    long before = residentKilobytes(status);
    Made made = make(args[0], codes);
    System.out.printf("package %s%n", made.packageId());
    System.out.printf(
        "%d codes: %.0f/s, cost per code %.2f of that at %d, resident memory %+d MiB%n",
        codes, made.rate(), small / made.rate(), SMALL, (residentKilobytes(status) - before) / 1024);
    double raw = raw(args[1], codes);
    System.out.printf("raw insertMany: %.0f/s, ratio %.2f%n", raw, made.rate() / raw);
    System.out.printf("codes that stand there twice: %d of %d%n", twice(args[0], made.packageId()), codes);
  }

  private record Made(String packageId, double rate) {}

  private static Made make(String service, int count) throws Exception {
    String created =
        send(
            service + "/op/v2/createTicketPackage" + SIGN,
            """
            {"TicketPackageName":"bench","TicketPackageAliasCodeType":1,"AliasCodeLength":14,\
            "CreateUserId":"op001","CreateCompanyId":"x1111111111",\
            "TicketPackageRule":{"ReceiveStartTime":"2020-01-01","ReceiveEndTime":"2099-12-31",\
            "TotalCountLimit":%d,"PersonalCountLimit":1},"Tickets":[{"TicketName":"t",\
            "TicketType":1,"TicketAmount":500,"Count":1,\
            "TicketRule":{"UseEndTime":"2099-12-31"}}]}"""
                .formatted(count));
    String id = found("\"data\":\"([0-9a-f]{32})\"", created);
    String job = found("\"jobId\":\"([0-9a-f]{32})\"", send(service + "/v3/packages/" + id + SIGN, null));
    while (true) {
      String now = send(service + "/v3/jobs/" + job + SIGN, null);
      if (now.contains("\"DONE\"")) {
        Instant start = Instant.parse(found("\"startedAt\":\"([^\"]+)\"", now));
        Instant end = Instant.parse(found("\"endedAt\":\"([^\"]+)\"", now));
        return new Made(id, count / (Duration.between(start, end).toMillis() / 1000.0));
      }
      if (!now.contains("\"QUEUED\"") && !now.contains("\"RUNNING\"")) {
        throw new IllegalStateException(now);
      }
      Thread.sleep(200);
    }
  }

  private static double raw(String store, int count) throws Exception {
    EmbeddedStore embedded =
        store.equals("embedded")
            ? EmbeddedStore.open(Files.createTempDirectory("quanbao-bench"))
            : null;
    String url = embedded == null ? store : embedded.connectionString();
    try (MongoClient client = MongoClients.create(url)) {
      MongoCollection<Document> codes =
          client.getDatabase("quanbao_bench").getCollection("IssuedCode");
      codes.drop();
      codes.createIndex(
          Indexes.ascending("packageId", "ordinal"), new IndexOptions().unique(true));
      codes.createIndex(Indexes.ascending("number"));
      codes.createIndex(Indexes.ascending("packageId", "claimId", "ordinal"));
      var side = Executors.newFixedThreadPool(2);
      var ahead = new Semaphore(4);
      long start = System.nanoTime();
      for (int from = 0; from < count; from += BATCH) {
        List<Document> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
          String random = UUID.randomUUID().toString().replace("-", "").toUpperCase();
          batch.add(
              new Document("_id", "x1111111111/" + random.substring(0, 14))
                  .append("packageId", "2c2aacf0a7e54b34ab18b64e1a14f4a4")
                  .append("ordinal", from + i)
                  .append("child", true)
                  .append("code", random.substring(14, 24))
                  .append("number", (long) from + i)
                  .append("alias", random.substring(0, 14)));
        }
        ahead.acquire();
        side.submit(
            () -> {
              codes.insertMany(batch, new InsertManyOptions().ordered(false));
              ahead.release();
            });
      }
      side.shutdown();
      side.awaitTermination(1, TimeUnit.HOURS);
      double rate = count / ((System.nanoTime() - start) / 1e9);
      codes.drop();
      return rate;
    } finally {
      if (embedded != null) {
        embedded.close();
      }
    }
  }

  // A package code without its check digit has nine digits: each has its place in a bitmap.
  private static long twice(String service, String packageId) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(service + "/v3/packages/" + packageId + "/codes" + SIGN + "&format=csv"))
            .build();
    var seen = new BitSet(1_000_000_000);
    long twice = 0;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                HTTP.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int body = Integer.parseInt(line.substring(0, 9));
        if (seen.get(body)) {
          twice++;
        }
        seen.set(body);
      }
    }
    System.out.printf("different codes exported: %d%n", seen.cardinality());
    return twice;
  }

  private static long residentKilobytes(Path status) throws Exception {
    return status == null
        ? 0
        : Long.parseLong(found("VmRSS:\\s+([0-9]+) kB", Files.readString(status)));
  }

  private static String send(String url, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url));
    if (body != null) {
      request
          .header("Content-Type", "application/json")
          .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body));
    }
    return HTTP.send(request.build(), BodyHandlers.ofString()).body();
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException(text);
    }
    return matcher.group(1);
  }
}
