import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What claims and pages cost in a package of very many unique codes, as {@code CodeRates} makes and
 * prints it.
 *
 * <p>Publishes the package, if it isn't, and claims some of it. Run from the repository's root with
 * the service running on the store of the package:
 *
 * <pre>
 * java bench/LargePackage.java http://localhost:8080 package-id
 * </pre>
 */
public class LargePackage {

  private static final String SIGN =
      "?apiVersion=01&client=70374ddd0f3641368d419b2d93127b8f&version=2.0"
          + "&sign=64089f8e90605825455a26d56c66784c";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String RUN = Long.toString(System.currentTimeMillis(), 36);
  private static final int LONE = 200;
  private static final int CLIENTS = 64;
  private static final int CROWD = 5_000;
  private static final int PAGE_SIZE = 200;

  private final String service;
  private final String packageId;

  private LargePackage(String service, String packageId) {
    this.service = service;
    this.packageId = packageId;
  }

  public static void main(String[] args) throws Exception {
    var large = new LargePackage(args[0], args[1]);
    large.publish();
    large.claims();
    large.pages();
  }

  private void publish() throws Exception {
    for (int status : new int[] {2, 4, 5}) {
      op(
          "updateTicketPackageSendStatus",
          "%s,\"SendStatus\":%d,\"OperatorId\":\"op001\"%s"
              .formatted(ofPackage(), status, status == 5 ? "" : ",\"ExaminerId\":\"op002\""));
    }
  }

  private void claims() throws Exception {
    System.out.printf(Locale.ROOT, "first claim: %.0f ms%n", millis(() -> claim("first", ofPackage())));
    print("lone claims by the package", LONE, i -> () -> claim("lone" + i, ofPackage()));
    List<String> codes = codes(page("\"Claimed\":false,\"PageNo\":4000"));
    print(
        "lone claims by a code",
        Math.min(LONE, codes.size()),
        i -> () -> claim("code" + i, "\"TicketPackageCode\":\"" + codes.get(i) + "\""));
    crowd();
  }

  private void crowd() throws Exception {
    long start = System.nanoTime();
    double[] millis = new double[CROWD];
    try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<Double>> all = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        String user = "crowd" + i;
        all.add(clients.submit(() -> millis(() -> claim(user, ofPackage()))));
      }
      for (int i = 0; i < CROWD; i++) {
        millis[i] = all.get(i).get();
      }
    }
    double rate = CROWD / ((System.nanoTime() - start) / 1e9);
    print("of %d at once, %.0f a second".formatted(CLIENTS, rate), millis);
  }

  private void pages() throws Exception {
    int last = last(page("\"PageNo\":1"));
    int deep = Math.min(last, 10_000) - LONE;
    print("pages, the first", LONE, i -> () -> page("\"PageNo\":1"));
    print("pages, deep ones", LONE, i -> () -> page("\"PageNo\":" + (deep + i)));
    print("free ones, from the first on", LONE, i -> () -> free(1 + i));
    System.out.printf(Locale.ROOT, "free ones, a jump: %.0f ms%n", millis(() -> free(deep)));
    print("free ones, from there on", LONE, i -> () -> free(deep + 1 + i));
    print("claimed ones, the first", LONE, i -> () -> page("\"Claimed\":true,\"PageNo\":1"));
  }

  private String free(int page) throws Exception {
    return page("\"Claimed\":false,\"PageNo\":" + page);
  }

  private String page(String which) throws Exception {
    return op(
        "getChildTicketPackageCodes", ofPackage() + "," + which + ",\"PageSize\":" + PAGE_SIZE);
  }

  private String claim(String user, String which) throws Exception {
    String answer =
        op(
            "receiveTicketPackageForUserWithResult",
            "\"OpId\":\"op001\",\"UserId\":\"u%s-%s\",%s".formatted(RUN, user, which));
    if (!answer.contains("\"result\":true")) {
      throw new IllegalStateException(answer);
    }
    return answer;
  }

  private String ofPackage() {
    return "\"TicketPackageId\":\"" + packageId + "\"";
  }

  private String op(String name, String fields) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(service + "/op/v2/" + name + SIGN))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{" + fields + "}"))
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }

  private static List<String> codes(String page) {
    return Pattern.compile("\"([0-9]{10})\"")
        .matcher(page)
        .results()
        .map(code -> code.group(1))
        .toList();
  }

  private static int last(String page) {
    Matcher matcher = Pattern.compile("\"totalPage\":([0-9]+)").matcher(page);
    if (!matcher.find()) {
      throw new IllegalStateException(page);
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static void print(String what, int calls, IntFunction<Callable<String>> call)
      throws Exception {
    double[] millis = new double[calls];
    for (int i = 0; i < calls; i++) {
      Callable<String> next = call.apply(i);
      millis[i] = millis(next);
    }
    print(what, millis);
  }

  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%-30s p50 %.1f ms, p99 %.1f ms%n",
        what,
        millis[millis.length / 2],
        millis[(int) ((millis.length - 1) * 0.99)]);
  }

  private static double millis(Callable<String> call) throws Exception {
    long start = System.nanoTime();
    call.call();
    return (System.nanoTime() - start) / 1e6;
  }
}
