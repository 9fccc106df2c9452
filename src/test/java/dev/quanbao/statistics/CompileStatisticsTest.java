package dev.quanbao.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quanbao.access.model.Caller;
import dev.quanbao.access.model.Permission;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.claim.store.StoredClaim;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.statistics.model.PackageStatistics;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.store.StoredTickets;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistics against a scan of everything, after whatever may happen to a package. */
@QuarkusTest
class CompileStatisticsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int STEPS = 60;
  private static final TicketStatus[] MOVED_TO = {
    TicketStatus.FROZEN, TicketStatus.USED, TicketStatus.USABLE, TicketStatus.CLOSED
  };

  @Inject CompileStatistics compileStatistics;
  @Inject ClaimRepository claims;
  @Inject StoredTickets tickets;
  @Inject BusinessCalendar calendar;

  private final BackOffice office = BackOffice.demo();
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private Instant now = Instant.parse("2026-01-30T02:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theySayWhatAScanSaysWhateverHappens(int aliasCodeType) {
    String id = office.publish(design().with("TicketPackageAliasCodeType", aliasCodeType));
    List<String> wrong = new ArrayList<>();

    for (int step = 0; step < STEPS; step++) {
      String done = happen(id);
      if (!told(id).equals(scanned(id))) {
        wrong.add("%d %s: %s, scanned %s".formatted(step, done, told(id), scanned(id)));
      }
    }

    assertThat(wrong).as("seed %d", seed).isEmpty();
  }

  @Test
  void ticketsMovedWithoutTheMarkAreSeenToBeMissed() {
    String id = office.publish(design());
    office.at(now.toString()).claim(BackOffice.someone(), id).success();
    tickets.moveUnseen(id, TicketStatus.USED);

    Told told = told(id);

    assertThat(told).isNotEqualTo(scanned(id));
  }

  /** What statistics and a scan must agree upon. */
  private record Told(
      int claims,
      long issued,
      Map<TicketStatus, Long> tickets,
      Map<LocalDate, Integer> days,
      Map<String, Integer> channels) {}

  private Told told(String id) {
    PackageStatistics told = await(compileStatistics.compile(id, caller()));
    return new Told(
        told.claimed(),
        told.tickets().issued(),
        withoutZeros(told.tickets().byStatus()),
        new TreeMap<>(told.claims().days()),
        told.channels());
  }

  private Told scanned(String id) {
    List<Claim> all =
        await(claims.list("packageId", id)).stream().map(StoredClaim::toClaim).toList();
    Map<TicketStatus, Long> byStatus = new EnumMap<>(TicketStatus.class);
    List<Ticket> issued = tickets.findByPackage(id);
    issued.forEach(ticket -> byStatus.merge(ticket.statusAt(now), 1L, Long::sum));
    Map<LocalDate, Integer> days = new TreeMap<>();
    Map<String, Integer> channels = new TreeMap<>();
    for (Claim claim : all) {
      days.merge(calendar.dayOf(claim.claimedAt()), 1, Integer::sum);
      String channel = claim.origin().channel();
      channels.merge(channel == null ? "" : channel, 1, Integer::sum);
    }
    return new Told(all.size(), issued.size(), byStatus, days, channels);
  }

  /** Lets time pass, and one thing happen. */
  private String happen(String id) {
    now = now.plusSeconds(random.nextInt(20 * 3_600));
    BackOffice then = office.at(now.toString());
    return switch (random.nextInt(8)) {
      case 0 -> sweep(id, then);
      case 1 -> random.nextInt(4) == 0 ? closeAndReopen(id, then) : "time";
      case 2, 3 -> move(id);
      default -> claim(id, then);
    };
  }

  private static String sweep(String id, BackOffice then) {
    then.ask("sweepTicketPackageStatus", Map.of("TicketPackageId", id)).success();
    return "sweep";
  }

  private static String closeAndReopen(String id, BackOffice then) {
    Map<String, Object> close =
        Map.of("TicketPackageId", id, "SendStatus", 6, "OperatorId", "op1", "CloseTickets", true);
    then.ask("updateTicketPackageSendStatus", close).success();
    then.move(id, 5).success();
    return "close and reopen";
  }

  private String move(String id) {
    List<String> some = someOf(tickets.findByPackage(id));
    TicketStatus to = MOVED_TO[random.nextInt(MOVED_TO.length)];
    tickets.move(id, some, to);
    return some.size() + " to " + to;
  }

  private String claim(String id, BackOffice then) {
    Map<String, Object> claim =
        Draft.object("OpId", "op1", "UserId", BackOffice.someone(), "TicketPackageId", id);
    if (random.nextBoolean()) {
      claim.put("UseChannel", random.nextBoolean() ? "七煌" : "别.处");
    }
    then.ask("receiveTicketPackageForUserWithResult", claim).success();
    return "claim";
  }

  // Only tickets that are not over are moved.
  private List<String> someOf(List<Ticket> all) {
    List<String> ids =
        new ArrayList<>(
            all.stream()
                .filter(ticket -> ticket.statusAt(now) != TicketStatus.EXPIRED)
                .map(Ticket::id)
                .toList());
    Collections.shuffle(ids, random);
    return List.copyOf(ids.subList(0, Math.min(ids.size(), 1 + random.nextInt(5))));
  }

  private static Draft design() {
    return Draft.shared()
        .limits(200, 2)
        .window("2026-01-01", "2026-12-31")
        .with(
            "Tickets",
            List.of(
                ticket(1, Map.of("DelayDay", 5)),
                ticket(2, Map.of("UseStartTime", "2026-02-10", "UseEndTime", "2026-02-20")),
                ticket(1, Map.of("UseEndTime", "2026-02-15", "DelayDay", 10)),
                ticket(1, Map.of("DelayDay", 1000))));
  }

  private static Map<String, Object> ticket(int count, Map<String, Object> rule) {
    return Draft.object(
        "TicketName", "a", "TicketType", 1, "Count", count, "TicketAmount", 1, "TicketRule", rule);
  }

  private static Map<TicketStatus, Long> withoutZeros(Map<TicketStatus, Long> counts) {
    Map<TicketStatus, Long> some = new EnumMap<>(TicketStatus.class);
    counts.forEach((status, count) -> {
      if (count != 0) {
        some.put(status, count);
      }
    });
    return some;
  }

  private Caller caller() {
    return new Caller(
        "client",
        Set.of(BackOffice.COMPANY),
        Set.of(Permission.PACKAGE_READ),
        now,
        "request",
        Optional.empty());
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(PATIENCE);
  }
}
