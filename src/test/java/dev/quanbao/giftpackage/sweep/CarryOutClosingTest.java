package dev.quanbao.giftpackage.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.giftpackage.ChildrenStage;
import dev.quanbao.giftpackage.Workshop;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.TicketClosing;
import dev.quanbao.job.OwnJobs;
import dev.quanbao.platform.id.Ids;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.platform.store.background.SpentTime;
import dev.quanbao.ticket.CloseTickets;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.store.StoredTickets;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order to close a package's tickets, kept for as long as there are any to close. */
@QuarkusTest
class CarryOutClosingTest {

  // In the future, so that nobody else carries the order out, files the entries or sweeps.
  private static final Instant FROM = Instant.parse("2100-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2100-01-31T15:59:59Z");
  private static final TicketClosing ORDER = new TicketClosing("op1", null, "request", FROM, FROM);

  @Inject ChildrenStage stage;
  @Inject CloseTickets closeTickets;
  @Inject StoredTickets tickets;
  @Inject PacedBatches batches;

  private GiftPackage closed;

  @BeforeEach
  void order() {
    GiftPackage parent =
        stage
            .workshop(Ids.random(), stage.packages, stage.aliasCodes, new OwnJobs())
            .create(ChildrenStage.PLAN, 1);
    tickets.issue(parent.id(), 3, FROM, TO);
    Workshop.await(
        stage
            .packages
            .mongoCollection()
            .updateOne(Filters.eq(parent.id()), Updates.set("closing", ORDER)));
    closed = stage.now(parent);
  }

  @Test
  void isForgottenOnceAllTicketsAreClosed() {
    carryOut(batches);

    assertThat(stage.now(closed).closing()).isNull();
    assertThat(tickets.findByPackage(closed.id()))
        .hasSize(3)
        .allMatch(ticket -> ticket.status() == TicketStatus.CLOSED);
  }

  @Test
  void staysWhereThereIsNoTimeForAllTickets() {
    carryOut(SpentTime.batches());

    assertThat(stage.now(closed).closing()).isEqualTo(ORDER);
    assertThat(tickets.findByPackage(closed.id()))
        .hasSize(3)
        .allMatch(ticket -> ticket.status() == TicketStatus.USABLE);
  }

  private void carryOut(PacedBatches withTime) {
    Workshop.await(new CarryOutClosing(stage.packages, closeTickets, withTime).carryOut(closed));
  }
}
