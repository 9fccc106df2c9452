package dev.quanbao.giftpackage.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.audit.model.AuditEntry;
import dev.quanbao.audit.model.FiledEntry;
import dev.quanbao.audit.store.AuditTrailRepository;
import dev.quanbao.demo.BackOffice;
import dev.quanbao.demo.Draft;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Who changed a package, when, from what, to what and why. */
@QuarkusTest
class PackageAuditTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BackOffice office = BackOffice.demo();

  @Inject AuditTrailRepository trail;
  @Inject GiftPackageRepository packages;
  @Inject TicketRepository tickets;

  @Test
  void everyChangeOfAPackageStandsInItsTrail() {
    String id = office.create(Draft.shared());
    office.update(id, Map.of("Remark", "b", "TicketPackageName", "b")).success();
    office.move(id, 2).success();
    move(id, 3, "op003", "op004", "换个名字");
    office.update(id, Map.of("Remark", "c")).success();
    office.move(id, 2).success();
    office.move(id, 4).success();
    office.move(id, 5).success();
    declareExpired(id);
    office.move(id, 6).success();

    office.move(id, 7).success();

    assertThat(trailOf(id, 11))
        .extracting(
            FiledEntry::seq,
            filed -> filed.entry().actor(),
            filed -> filed.entry().action(),
            filed -> filed.entry().from(),
            filed -> filed.entry().to(),
            filed -> filed.entry().reason())
        .containsExactly(
            entry(1, "op001", "create", null, "PENDING_REVIEW", null),
            entry(2, "op009", "update", "PENDING_REVIEW", "PENDING_REVIEW", "name,remark"),
            entry(3, "op002", "sendStatus", "PENDING_REVIEW", "IN_REVIEW", "looked at"),
            entry(4, "op004", "sendStatus", "IN_REVIEW", "REJECTED", "换个名字"),
            entry(5, "op009", "update", "REJECTED", "PENDING_REVIEW", "remark"),
            entry(6, "op002", "sendStatus", "PENDING_REVIEW", "IN_REVIEW", "looked at"),
            entry(7, "op002", "sendStatus", "IN_REVIEW", "READY", "looked at"),
            entry(8, "op001", "sendStatus", "READY", "PUBLISHED", null),
            entry(9, "op007", "useStatus", "NORMAL", "EXPIRED", null),
            entry(10, "op001", "sendStatus", "PUBLISHED", "CLOSED", null),
            entry(11, "op001", "sendStatus", "CLOSED", "DELETED", null));
  }

  @Test
  void anEntrySaysWhenByTheBusinessClockAndInWhichRequest() {
    BackOffice then = office.at("2026-05-10T12:00:00+08:00").with("X-Request-Id", "audit-test-1");

    String id = then.create(Draft.shared());

    AuditEntry entry = trailOf(id, 1).getFirst().entry();
    assertThat(entry.at()).isEqualTo(Instant.parse("2026-05-10T04:00:00Z"));
    assertThat(entry.requestId()).isEqualTo("audit-test-1");
  }

  @Test
  void whatWasRefusedLeavesNoEntry() {
    String id = office.create(Draft.shared());
    office.move(id, 5);
    office.update(id, Map.of("TicketPackageName", ""));

    office.move(id, 7).success();

    assertThat(trailOf(id, 2))
        .extracting(filed -> filed.entry().action())
        .containsExactly("create", "sendStatus");
  }

  @Test
  void whatIsFiledLeavesThePackage() {
    String id = office.create(Draft.shared());

    List<FiledEntry> filed = trailOf(id, 1);

    assertThat(filed).hasSize(1);
    assertThat(unfiledSettles(id)).isTrue();
  }

  @Test
  void aTicketThatIsClosedWithItsPackageSaysSo() {
    String id = office.publish(Draft.shared());
    String user = BackOffice.someone();
    office.claim(user, id).success();

    office
        .ask(
            "updateTicketPackageSendStatus",
            Map.of(
                "TicketPackageId",
                id,
                "SendStatus",
                6,
                "OperatorId",
                "op008",
                "Suggestion",
                "recalled",
                "CloseTickets",
                true))
        .success();

    List<Ticket> closed = tickets.list("holder.ownerId", user).await().atMost(PATIENCE);
    assertThat(closed)
        .hasSize(3)
        .allSatisfy(ticket ->
            assertThat(entriesOf(ticket))
                .extracting(
                    AuditEntry::actor,
                    AuditEntry::action,
                    AuditEntry::from,
                    AuditEntry::to,
                    AuditEntry::reason)
                .containsExactly(Tuple.tuple("op008", "close", "USABLE", "CLOSED", "recalled")));
  }

  /** The entries of a ticket, which are in it until they stand in its trail. */
  private Set<AuditEntry> entriesOf(Ticket read) {
    Set<AuditEntry> entries = new HashSet<>(read.unfiled());
    trail
        .list("subjectId", read.id())
        .await()
        .atMost(PATIENCE)
        .forEach(filed -> entries.add(filed.entry()));
    return entries;
  }

  private static Tuple entry(
      long seq, String actor, String action, String from, String to, String reason) {
    return Tuple.tuple(seq, actor, action, from, to, reason);
  }

  private void move(String id, int to, String operator, String examiner, String suggestion) {
    office
        .ask(
            "updateTicketPackageSendStatus",
            Map.of(
                "TicketPackageId", id,
                "SendStatus", to,
                "OperatorId", operator,
                "ExaminerId", examiner,
                "Suggestion", suggestion))
        .success();
  }

  private void declareExpired(String id) {
    office
        .ask(
            "updateTicketPackageUseStatus",
            Map.of("TicketPackageId", id, "UseStatus", 2, "OperatorId", "op007"))
        .success();
  }

  /** The trail of a package, once so many entries are filed: that happens after the answer. */
  private List<FiledEntry> trailOf(String id, int count) {
    return Multi.createBy()
        .repeating()
        .uni(() ->
            trail
                .mongoCollection()
                .find(Filters.eq("subjectId", id), new FindOptions().sort(Sorts.ascending("seq")))
                .collect()
                .asList())
        .withDelay(Duration.ofMillis(20))
        .indefinitely()
        .filter(filed -> filed.size() >= count)
        .toUni()
        .await()
        .atMost(PATIENCE);
  }

  private boolean unfiledSettles(String id) {
    return Multi.createBy()
        .repeating()
        .uni(() -> packages.findById(id))
        .withDelay(Duration.ofMillis(20))
        .indefinitely()
        .filter(found -> found.unfiled().isEmpty())
        .toUni()
        .map(found -> true)
        .await()
        .atMost(PATIENCE);
  }
}
