package dev.quanbao.process;

import dev.quanbao.process.BackOffice.Edition;
import dev.quanbao.process.Errand.Kind;
import dev.quanbao.process.Errand.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Puts work to jobs of every kind, so that there is always some under way.
 *
 * <p>The packages have exactly as many copies as are due: one that somebody got twice, or that got
 * lost, would keep another out.
 */
final class Errands {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final String HEADER = "aliasCode";
  private static final int FAULTY = 90;
  private static final int REPEATED = 200;
  private static final int FOREIGN = 20;
  private static final int TOO_MANY = 30;
  private static final int NAMED_AGAIN = 50;

  /** How much a job has to do. */
  record Sizes(int codes, int lines, int users) {

    Sizes times(int scale) {
      return new Sizes(codes * scale, lines * scale, users * scale);
    }

    private int of(Kind kind) {
      return switch (kind) {
        case CODES -> codes;
        case IMPORT -> lines;
        case DISPATCH -> users;
      };
    }
  }

  private final Sizes sizes;
  private final Random random;
  private final List<Errand> all = new ArrayList<>();
  private final Map<Kind, Errand> latest = new EnumMap<>(Kind.class);

  Errands(Sizes sizes, Random random) {
    this.sizes = sizes;
    this.random = random;
  }

  List<Errand> all() {
    return List.copyOf(all);
  }

  /** The latest errand of each kind. */
  List<Errand> latest() {
    return List.copyOf(latest.values());
  }

  /** Orders new work of every kind whose last job is over, from some instances. */
  void renew(List<Service> instances) {
    var office = new JobOffice(instances);
    var backOffice = new BackOffice(instances);
    // Users first: the others are made while their package is prepared.
    for (Kind kind : List.of(Kind.DISPATCH, Kind.IMPORT, Kind.CODES)) {
      Errand last = latest.get(kind);
      if (last == null || office.isOver(last.jobId())) {
        Errand next = order(kind, office, backOffice);
        latest.put(kind, next);
        all.add(next);
      }
    }
  }

  private Errand order(Kind kind, JobOffice office, BackOffice backOffice) {
    int size = sizes.of(kind);
    return switch (kind) {
      case CODES -> codes(size, office, backOffice);
      case IMPORT -> importing(size, office, backOffice);
      case DISPATCH -> dispatch(size, office, backOffice);
    };
  }

  private static Errand codes(int count, JobOffice office, BackOffice backOffice) {
    String id = backOffice.create(Edition.generated(count, 1));
    return new Errand(Kind.CODES, id, office.jobOf(id), count, List.of(), count, null, List.of());
  }

  private Errand importing(int good, JobOffice office, BackOffice backOffice) {
    String name = "J%03d".formatted(all.size());
    List<String> foreign = names(name + "-F%d", FOREIGN);
    backOffice.create(Edition.given(foreign, 1));
    String id = backOffice.create(Edition.imported(good));
    List<String> lines = lines(name, good, foreign);
    String job = office.importCodes(id, lines, name);
    List<Refusal> refusals = new ArrayList<>();
    Set<String> kept = new HashSet<>(foreign);
    for (int i = 1; i < lines.size(); i++) {
      String reason = reason(lines.get(i), kept, good + FOREIGN);
      if (reason != null) {
        refusals.add(new Refusal(i + 1, reason));
      }
    }
    foreign.forEach(kept::remove);
    return new Errand(
        Kind.IMPORT, id, job, lines.size() - 1, refusals, good, Set.copyOf(kept), List.of());
  }

  private List<String> lines(String name, int good, List<String> foreign) {
    List<String> lines = names(name + "-%06d", good);
    for (int i = 0; i < REPEATED; i++) {
      lines.add(lines.get(random.nextInt(good)).toLowerCase(Locale.ROOT));
    }
    for (int i = 0; i < FAULTY; i++) {
      lines.add(List.of("", "a!", "x".repeat(33), "1234567890").get(random.nextInt(4)));
    }
    lines.addAll(foreign);
    Collections.shuffle(lines, random);
    lines.addAll(names(name + "-X%d", TOO_MANY));
    lines.addFirst(HEADER);
    return lines;
  }

  private static String reason(String line, Set<String> kept, int room) {
    if (!line.matches("[A-Za-z0-9-]{4,32}") || line.matches("[0-9]{10,}")) {
      return "CODE_INVALID";
    }
    String code = line.toUpperCase(Locale.ROOT);
    if (kept.contains(code)) {
      return "CODE_IN_USE";
    }
    if (kept.size() == room) {
      return "SOLD_OUT";
    }
    kept.add(code);
    return null;
  }

  private Errand dispatch(int count, JobOffice office, BackOffice backOffice) {
    String name = "d%03d".formatted(all.size());
    String id = packageFor(count, office, backOffice);
    List<String> users = names(name + "-%06d", count);
    List<String> lines = new ArrayList<>(users);
    for (int i = 0; i < NAMED_AGAIN; i++) {
      lines.add(users.get(random.nextInt(count)));
    }
    Collections.shuffle(lines, random);
    String job = office.dispatch(id, lines, name);
    return new Errand(Kind.DISPATCH, id, job, lines.size(), List.of(), 0, null, users);
  }

  // The personal limit would let somebody have two.
  private String packageFor(int count, JobOffice office, BackOffice backOffice) {
    if (random.nextBoolean()) {
      return backOffice.publish(Edition.shared(count, 2));
    }
    String id = backOffice.create(Edition.generated(count, 2));
    awaitOver(office, List.of(office.jobOf(id)));
    backOffice.publish(id);
    return id;
  }

  /** Waits for every job that was ordered. */
  void awaitOver(JobOffice office) {
    awaitOver(office, all.stream().map(Errand::jobId).toList());
  }

  private static void awaitOver(JobOffice office, List<String> jobs) {
    Instant deadline = Instant.now().plus(PATIENCE);
    List<String> open = jobs;
    while (!open.isEmpty()) {
      open = open.stream().filter(job -> !office.isOver(job)).toList();
      if (!open.isEmpty() && Instant.now().isAfter(deadline)) {
        throw new AssertionError(
            "after %s not over: %s".formatted(PATIENCE, office.job(open.getFirst())));
      }
      LockSupport.parkNanos(open.isEmpty() ? 0 : BETWEEN_LOOKS.toNanos());
    }
  }

  private static List<String> names(String pattern, int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(pattern::formatted).toList());
  }
}
