package dev.quanbao.giftpackage.sweep;

import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.TicketClosing;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.flow.Retry;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.ticket.CloseTickets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Closes the unused tickets of a package that was closed with them.
 *
 * <p>Claims that counted just before may still be issuing their tickets: the closing waits for them
 * for a moment, or is left to recovery, as it is where there are very many tickets.
 */
@ApplicationScoped
public class CarryOutClosing {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int LOOKS = 40;

  /**
   * How long at a time; a request that orders it is answered then. Together with the waiting
   * before, it is less than the age at which recovery takes an order for interrupted: both would
   * write to the same tickets.
   */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final GiftPackageRepository packages;
  private final CloseTickets closeTickets;
  private final PacedBatches batches;

  CarryOutClosing(GiftPackageRepository packages, CloseTickets closeTickets, PacedBatches batches) {
    this.packages = packages;
    this.closeTickets = closeTickets;
    this.batches = batches;
  }

  public Uni<Void> carryOut(GiftPackage closed) {
    TicketClosing closing = closed.closing();
    return closing == null
        ? Uni.createFrom().voidItem()
        : waitUntilSettled(closed)
            .chain(now -> isSettled(now) ? close(closed, closing) : Uni.createFrom().voidItem());
  }

  private Uni<GiftPackage> waitUntilSettled(GiftPackage closed) {
    return Retry.upTo(
        LOOKS,
        closed,
        CarryOutClosing::isSettled,
        seen -> packages.findById(seen.id()).onItem().delayIt().by(PAUSE));
  }

  private static boolean isSettled(GiftPackage closed) {
    return closed.quota().notes().isEmpty();
  }

  private Uni<Void> close(GiftPackage closed, TicketClosing closing) {
    return closeTickets
        .closeAll(closing.of(closed.id()), batches.endAfter(LIMIT))
        .chain(
            allAre -> allAre ? packages.removeClosing(closed.id()) : Uni.createFrom().voidItem());
  }
}
