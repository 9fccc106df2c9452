package dev.quanbao.giftpackage;

import dev.quanbao.access.model.Caller;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.SendStatus;
import dev.quanbao.giftpackage.model.rule.PackageAct;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.giftpackage.sweep.ExpirePackages;
import dev.quanbao.giftpackage.sweep.MarkSoldOut;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.ticket.ExpireTickets;
import dev.quanbao.ticket.model.Sweep;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Marks expired packages and tickets, and packages of which nothing is left (2.21, 2.30, 2.33), of
 * the caller's companies.
 *
 * <p>A request's time is limited; the next request, or {@link SweepSchedule}, marks the rest.
 */
@ApplicationScoped
public class SweepPackages {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final GiftPackageRepository packages;
  private final ExpirePackages expirePackages;
  private final ExpireTickets expireTickets;
  private final MarkSoldOut markSoldOut;
  private final PacedBatches batches;

  SweepPackages(
      GiftPackageRepository packages,
      ExpirePackages expirePackages,
      ExpireTickets expireTickets,
      MarkSoldOut markSoldOut,
      PacedBatches batches) {
    this.packages = packages;
    this.expirePackages = expirePackages;
    this.expireTickets = expireTickets;
    this.markSoldOut = markSoldOut;
    this.batches = batches;
  }

  /** How many packages and tickets a sweep has moved. */
  public record Moved(int packages, int tickets) {}

  /** Expires all packages and tickets that are over. */
  public Uni<Moved> all(Caller caller) {
    Sweep sweep = sweepBy(caller);
    return expirePackages
        .expireAll(sweep)
        .chain(moved -> expireTickets.expireAll(sweep).map(tickets -> new Moved(moved, tickets)));
  }

  /** Expires one package and its tickets, as far as they are over. */
  public Uni<Moved> one(String packageId, Caller caller) {
    Sweep sweep = sweepBy(caller);
    return packages
        .visible(packageId, caller)
        .invoke(SweepPackages::refuseDeleted)
        .chain(() -> expirePackages.expireOne(packageId, sweep))
        .chain(moved ->
            expireTickets
                .expirePackage(packageId, sweep)
                .map(tickets -> new Moved(moved, tickets)));
  }

  /** Marks the packages of which nothing is left; gives the ids of those not marked before. */
  public Uni<List<String>> receiveEnds(Caller caller) {
    return markSoldOut.markAll(sweepBy(caller));
  }

  private Sweep sweepBy(Caller caller) {
    return Sweep.by(caller, batches.endAfter(LIMIT));
  }

  private static void refuseDeleted(GiftPackage found) {
    if (found.isDeleted()) {
      throw RequestRefusedException.because(
          ErrorCode.STATE_NOT_ALLOWED, SendStatus.DELETED.number(), PackageAct.SWEEP);
    }
  }
}
