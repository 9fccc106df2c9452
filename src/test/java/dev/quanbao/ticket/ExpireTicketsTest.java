package dev.quanbao.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.platform.store.background.PacedBatches.Step;
import dev.quanbao.ticket.model.Sweep;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sweeps do to tickets, one at a time and two at once. */
@QuarkusTest
class ExpireTicketsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // In the future, so that no schedule files the entries or sweeps the tickets.
  private static final Instant FROM = Instant.parse("2100-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2100-01-31T15:59:59Z");
  private static final Instant OVER = TO.plusSeconds(1);
  private static final Instant NEVER = Instant.parse("2200-01-01T00:00:00Z");

  @Inject TicketRepository tickets;
  @Inject ExpireTickets expireTickets;
  @Inject PacedBatches batches;

  private final String owner = "u0001" + UUID.randomUUID();
  private final String company = "c" + UUID.randomUUID();

  @ParameterizedTest
  @CsvSource({"2100-01-31T15:59:59.999Z, 0, USABLE", "2100-01-31T16:00:00Z, 1, EXPIRED"})
  void aTicketIsWrittenDownAsExpiredOnceItsLastSecondIsOver(
      Instant now, int changed, TicketStatus written) {
    Ticket ticket = store(TicketStatus.USABLE);

    int told = all(sweep(now));

    assertThat(told).isEqualTo(changed);
    assertThat(read(ticket).status()).isEqualTo(written);
  }

  @Test
  void whatWasFrozenUsedOrClosedStaysSo() {
    Map<TicketStatus, Ticket> stored = new EnumMap<>(TicketStatus.class);
    Stream.of(TicketStatus.FROZEN, TicketStatus.USED, TicketStatus.CLOSED, TicketStatus.EXPIRED)
        .forEach(status -> stored.put(status, store(status)));

    int told = all(sweep(NEVER));

    assertThat(told).isZero();
    stored.forEach((status, ticket) -> assertThat(read(ticket)).isEqualTo(ticket));
  }

  @Test
  void aChangedTicketCarriesOneEntryThatSaysWho() {
    Ticket ticket = store(TicketStatus.USABLE);

    all(new Sweep(Optional.of(Set.of(company)), NEVER, NEVER, Sweep.SCHEDULE, "run"));
    all(sweep(NEVER));

    assertThat(read(ticket).unfiled())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
        .containsExactly(
            new AuditEntry("", NEVER, "system", "expire", "USABLE", "EXPIRED", null, "run"));
  }

  @Test
  void ticketsOfOtherCompaniesAreLeft() {
    Ticket ticket = store(TicketStatus.USABLE);

    int told = all(new Sweep(Optional.of(Set.of("another")), OVER, NEVER, "client", "request"));

    assertThat(told).isZero();
    assertThat(read(ticket).status()).isEqualTo(TicketStatus.USABLE);
  }

  @Test
  void moreThanABatchIsDoneInOneSweep() {
    storeMany(PacedBatches.SIZE + 10);

    int told = all(sweep(OVER));

    assertThat(told).isEqualTo(PacedBatches.SIZE + 10);
  }

  @Test
  void ofTwoSweepsAtOnceOneChangesEachTicket() {
    storeMany(3 * PacedBatches.SIZE);

    int told = twoAtOnce(expireTickets);

    assertThat(told).isEqualTo(3 * PacedBatches.SIZE);
    assertThat(entries()).hasSize(3 * PacedBatches.SIZE).containsOnly(1);
  }

  @Test
  void sweepsThatWriteWhatTheyFoundUnseenAreSeenToChangeTicketsTwice() {
    storeMany(3 * PacedBatches.SIZE);

    int told = twoAtOnce(new ExpireTickets(new BlindRepository(), batches));

    assertThat(told).isGreaterThan(3 * PacedBatches.SIZE);
    assertThat(entries()).contains(2);
  }

  @Test
  void aSweepThatWakesUpLateLeavesWhatHasChangedSince() {
    Ticket found = store(TicketStatus.USABLE);
    Ticket used = store(TicketStatus.USABLE);
    await(tickets.update("status", TicketStatus.USED).where("_id", used.id()));
    Ticket longer = store(TicketStatus.USABLE);
    await(
        tickets
            .mongoCollection()
            .updateOne(Filters.eq(longer.id()), Updates.set("validity.to", NEVER)));
    List<String> foundBefore = List.of(found.id(), used.id(), longer.id());

    Step step = await(expireTickets.expire(foundBefore, sweep(OVER)));

    assertThat(step).isEqualTo(new Step(3, 1));
    assertThat(read(used).status()).isEqualTo(TicketStatus.USED);
    assertThat(read(longer).status()).isEqualTo(TicketStatus.USABLE);
  }

  /** Expires all tickets that were found, whatever has become of them since. */
  private static final class BlindRepository extends TicketRepository {
    @Override
    public Uni<Integer> expire(List<String> ids, Sweep sweep) {
      var entry = sweep.entry("expire", "USABLE", "EXPIRED");
      return mongoCollection()
          .updateMany(
              Filters.in("_id", ids),
              Updates.combine(
                  Updates.set("status", TicketStatus.EXPIRED), Updates.push("unfiled", entry)))
          .map(result -> (int) result.getModifiedCount());
    }
  }

  private int twoAtOnce(ExpireTickets act) {
    List<Integer> told =
        await(Uni.join().all(act.expireAll(sweep(OVER)), act.expireAll(sweep(OVER))).andFailFast());
    return told.stream().mapToInt(Integer::intValue).sum();
  }

  private List<Integer> entries() {
    return await(tickets.list("holder.ownerId", owner)).stream()
        .map(ticket -> ticket.unfiled().size())
        .toList();
  }

  private Sweep sweep(Instant now) {
    return new Sweep(Optional.of(Set.of(company)), now, NEVER, "client", "request");
  }

  private int all(Sweep sweep) {
    return await(expireTickets.expireAll(sweep));
  }

  private Ticket store(TicketStatus status) {
    Ticket ticket = TestTickets.withCompany(company, TestTickets.ticket(owner, status, FROM, TO));
    await(tickets.persist(ticket));
    return ticket;
  }

  private void storeMany(int count) {
    Ticket[] many =
        IntStream.range(0, count)
            .mapToObj(i ->
                TestTickets.withCompany(
                    company, TestTickets.ticket(owner, TicketStatus.USABLE, FROM, TO)))
            .toArray(Ticket[]::new);
    await(tickets.persist(Arrays.stream(many)));
  }

  private Ticket read(Ticket ticket) {
    return await(tickets.findById(ticket.id()));
  }

  private static <T> T await(Uni<T> pending) {
    return pending.await().atMost(PATIENCE);
  }
}
