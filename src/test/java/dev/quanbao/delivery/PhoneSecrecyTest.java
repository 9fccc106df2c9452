package dev.quanbao.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import dev.quanbao.demo.Answer;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.job.store.JobRepository;
import dev.quanbao.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * Numbers go through every path that takes one, and none of them is found anywhere in the clear, in
 * whatever encoding: not in answers, logs, or the store. {@code -Dsecrecy.numbers} says how many.
 */
@QuarkusTest
class PhoneSecrecyTest {

  private static final int NUMBERS = Integer.getInteger("secrecy.numbers", 2_000);
  private static final int AT_ONCE = 1_000;
  private static final int OTHERS = 200;
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Pattern DIGITS = Pattern.compile("[0-9]{11,}");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{22,}");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{14,}");
  private static final int LENGTH = 11;
  private static final int[] DIGEST_LENGTHS = {32, 40, 64};

  @Inject MongoClient store;
  @Inject JobRepository jobs;

  @ConfigProperty(name = "quarkus.mongodb.database")
  String database;

  private final BackOffice office = BackOffice.demo();
  private final Set<String> numbers = new HashSet<>();
  private final Set<String> digests = new HashSet<>();

  @Test
  void noNumberIsFoundInTheClear() {
    List<String> accepted = phones("150%08d", NUMBERS);
    List<String> soldOut = phones("151%08d", OTHERS);
    List<String> malformed = phones("200%08d", OTHERS);
    String large = publishOnceMade(Draft.unique().limits(NUMBERS, 1));
    String small = office.publish(Draft.shared().limits(1, 1));
    Queue<String> logged = new ConcurrentLinkedQueue<>();
    Handler listener = listener(logged);
    Logger root = Logger.getLogger("");
    Logger own = Logger.getLogger("dev.quanbao");
    own.setLevel(Level.ALL);
    root.addHandler(listener);

    List<Answer> answers = new ArrayList<>();
    try {
      for (int from = 0; from < NUMBERS; from += AT_ONCE) {
        BackOffice keyed = office.with("Idempotency-Key", large + from);
        answers.add(send(keyed, large, accepted.subList(from, from + AT_ONCE)));
      }
      answers.add(send(office.with("Idempotency-Key", large + "0"), large, soldOut));
      answers.add(send(office, large, accepted.subList(0, OTHERS)));
      answers.add(send(office, small, soldOut));
      answers.add(send(office, small, malformed));
      answers.add(send(office, "no-such-package", soldOut));
      answers.add(
          office.ask("sendTicketPackageCodesBySms", "{\"Receivers\":[" + soldOut.getFirst()));
      answers.add(office.ask("sendTicketPackageCodesBySms", Map.of("Phone", soldOut.getFirst())));
      answers.stream().limit(NUMBERS / AT_ONCE).forEach(one -> awaitJob(one.at("data.jobId")));
    } finally {
      root.removeHandler(listener);
      own.setLevel(null);
    }

    assertThat(answers.stream().limit(NUMBERS / AT_ONCE))
        .allMatch(one -> one.<Integer>at("data.accepted") == AT_ONCE);
    assertThat(found(answers.stream().map(Answer::body))).as("answers").isEmpty();
    assertThat(logged).as("something is logged").isNotEmpty();
    assertThat(found(logged.stream())).as("logs").isEmpty();
    assertThat(found(stored())).as("store").isEmpty();
    assertThat(found(Stream.of(office.request("GET", "/q/health").body()))).as("health").isEmpty();
  }

  @Test
  void aNumberInTheClearWouldBeFound() {
    String phone = phones("152%08d", 1).getFirst();
    byte[] bytes = phone.getBytes(UTF_8);

    List<String> leaks =
        List.of(
            "x" + phone,
            "86" + phone + "1",
            Base64.getEncoder().encodeToString(("ab" + phone).getBytes(UTF_8)),
            HexFormat.of().formatHex(bytes),
            digest("SHA-256", phone),
            digest("MD5", phone),
            phone.chars().mapToObj(Character::toString).collect(Collectors.joining("\0")));

    assertThat(leaks).allSatisfy(leak -> assertThat(found(Stream.of(leak))).isNotEmpty());
  }

  private List<String> phones(String form, int count) {
    int first = (int) (System.nanoTime() % 50_000_000);
    List<String> phones = IntStream.range(first, first + count).mapToObj(form::formatted).toList();
    numbers.addAll(phones);
    for (String phone : phones) {
      for (String algorithm : List.of("MD5", "SHA-1", "SHA-256")) {
        digests.add(digest(algorithm, phone));
      }
    }
    return phones;
  }

  /** Publishes a package whose children are made by a job; before that it is refused. */
  private String publishOnceMade(Draft draft) {
    String id = office.create(draft);
    awaitJob(office.request("GET", "/v3/packages/" + id).at("jobId"));
    office.moveTo(5, id);
    return id;
  }

  private static String digest(String algorithm, String phone) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(algorithm).digest(phone.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Handler listener(Queue<String> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord one) {
        logged.add(one.getMessage());
        if (one.getParameters() != null) {
          Stream.of(one.getParameters()).forEach(of -> logged.add(String.valueOf(of)));
        }
        for (Throwable of = one.getThrown(); of != null; of = of.getCause()) {
          logged.add(of.toString());
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static Answer send(BackOffice from, String packageId, List<String> phones) {
    return from.ask(
        "sendTicketPackageCodesBySms",
        Map.of(
            "TicketPackageId",
            packageId,
            "Receivers",
            phones.stream().map(phone -> Map.of("Phone", phone)).toList(),
            "SenderId",
            BackOffice.CREATOR));
  }

  private void awaitJob(String jobId) {
    Eventually.look(jobs.findById(jobId), job -> job.state().isOver(), LIMIT);
    Answer job = office.request("GET", "/v3/jobs/" + jobId);
    assertThat(job.<String>at("state")).isEqualTo("DONE");
  }

  /** Every byte of every document, as characters; tickets have codes of as many digits. */
  private Stream<String> stored() {
    List<String> all = new ArrayList<>();
    List<String> names = store.getDatabase(database).listCollectionNames().into(new ArrayList<>());
    names.remove("Ticket");
    for (String name : names) {
      store
          .getDatabase(database)
          .getCollection(name, RawBsonDocument.class)
          .find()
          .map(PhoneSecrecyTest::characters)
          .into(all);
    }
    return all.stream();
  }

  private static String characters(RawBsonDocument document) {
    var bytes = document.getByteBuffer().asNIO();
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return new String(copy, ISO_8859_1);
  }

  /** The numbers that stand in texts, plain, in UTF-16, hex or base64, or as a digest. */
  private List<String> found(Stream<String> texts) {
    return texts.flatMap(this::numbersIn).distinct().limit(10).toList();
  }

  private Stream<String> numbersIn(String text) {
    List<String> found = new ArrayList<>(plain(text));
    found.addAll(plain(text.replace("\0", "")));
    for (Matcher hex = HEX.matcher(text); hex.find(); ) {
      String digits = hex.group().toLowerCase(Locale.ROOT);
      for (int length : DIGEST_LENGTHS) {
        IntStream.rangeClosed(0, digits.length() - length)
            .mapToObj(from -> digits.substring(from, from + length))
            .filter(digests::contains)
            .forEach(found::add);
      }
      for (int from = 0; from < 2; from++) {
        int end = digits.length() - (digits.length() - from) % 2;
        found.addAll(
            plain(new String(HexFormat.of().parseHex(digits.substring(from, end)), UTF_8)));
      }
    }
    for (Matcher base64 = BASE64.matcher(text); base64.find(); ) {
      String letters = base64.group().replace('-', '+').replace('_', '/');
      for (int from = 0; from < 4; from++) {
        // One letter alone at the end is not a byte.
        int end = letters.length() - ((letters.length() - from) % 4 == 1 ? 1 : 0);
        found.addAll(
            plain(new String(Base64.getDecoder().decode(letters.substring(from, end)), UTF_8)));
      }
    }
    return found.stream();
  }

  private List<String> plain(String text) {
    List<String> found = new ArrayList<>();
    for (Matcher digits = DIGITS.matcher(text); digits.find(); ) {
      String run = digits.group();
      IntStream.rangeClosed(0, run.length() - LENGTH)
          .mapToObj(from -> run.substring(from, from + LENGTH))
          .filter(numbers::contains)
          .forEach(found::add);
    }
    return found;
  }
}
