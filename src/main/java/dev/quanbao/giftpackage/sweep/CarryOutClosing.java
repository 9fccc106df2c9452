package dev.quanbao.giftpackage.sweep;

import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.TicketClosing;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.platform.store.PacedBatches;
import dev.quanbao.ticket.CloseTickets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Closes the unused tickets of a package that was closed with them.
 *
 * <p>Claims that had come to count just before may still be issuing theirs: the closing waits for
 * them, here for a moment, else until recovery comes by. Recovery also goes on with very many
 * tickets.
 */
@ApplicationScoped
public class CarryOutClosing {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int LOOKS = 40;

  /**
   * How long at a time; a request that orders it is answered then. With the looks before it, less
   * than after which recovery takes an order for interrupted: both would write to the same tickets.
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
        : settled(closed, LOOKS)
            .chain(isSettled -> isSettled ? close(closed, closing) : Uni.createFrom().voidItem());
  }

  private Uni<Boolean> settled(GiftPackage closed, int looksLeft) {
    if (closed.quota().notes().isEmpty() || looksLeft == 0) {
      return Uni.createFrom().item(closed.quota().notes().isEmpty());
    }
    return packages
        .findById(closed.id())
        .onItem()
        .delayIt()
        .by(PAUSE)
        .chain(now -> settled(now, looksLeft - 1));
  }

  private Uni<Void> close(GiftPackage closed, TicketClosing closing) {
    return closeTickets
        .closeAll(closing.of(closed.id()), batches.endAfter(LIMIT))
        .chain(
            allAre -> allAre ? packages.removeClosing(closed.id()) : Uni.createFrom().voidItem());
  }
}
