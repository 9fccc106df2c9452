package dev.quanbao.claim;

import dev.quanbao.directory.Chats;
import dev.quanbao.directory.Companies;
import dev.quanbao.directory.Staff;
import dev.quanbao.giftpackage.ClaimTallies;
import dev.quanbao.giftpackage.CodeBook;
import dev.quanbao.giftpackage.CodeType;
import dev.quanbao.giftpackage.GiftPackage;
import dev.quanbao.giftpackage.GiftPackages;
import dev.quanbao.giftpackage.IssuedCode;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.code.NumberedCode;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.testing.Eventually;
import dev.quanbao.testing.MovableClock;
import dev.quanbao.ticket.CloseTickets;
import dev.quanbao.ticket.Tickets;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one store of the claim suites, and what stands on it.
 *
 * <p>The clocks of the suites start far in the future, so that the recovery of the running service
 * leaves their claims alone.
 */
@Singleton
class ClaimStage {

  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration GATHERING = Duration.ofMillis(5);
  private static final Instant FUTURE = Instant.parse("2040-01-01T00:00:00Z");

  final GiftPackages packages;
  final CodeBook codeBook;
  final Companies companies;
  final Chats chats;
  final Claims claims;
  final Tickets tickets;
  final TicketIssue ticketIssue;
  final CodeMint mint;
  final CloseTickets closeTickets;
  final Staff staff;
  final BusinessCalendar calendar;
  final ClaimTallies tallies;

  ClaimStage(
      GiftPackages packages,
      CodeBook codeBook,
      Companies companies,
      Chats chats,
      Claims claims,
      Tickets tickets,
      TicketIssue ticketIssue,
      CodeMint mint,
      BusinessCalendar calendar,
      ClaimTallies tallies,
      CloseTickets closeTickets,
      Staff staff) {
    this.packages = packages;
    this.codeBook = codeBook;
    this.companies = companies;
    this.chats = chats;
    this.claims = claims;
    this.tickets = tickets;
    this.ticketIssue = ticketIssue;
    this.mint = mint;
    this.closeTickets = closeTickets;
    this.staff = staff;
    this.calendar = calendar;
    this.tallies = tallies;
  }

  MovableClock clock() {
    return new MovableClock(FUTURE);
  }

  /** Puts a package and its children into the store. */
  GiftPackage publish(GiftPackage sample) {
    if (sample.design().codes().type() == CodeType.UNIQUE) {
      List<NumberedCode> codes = await(mint.numberedPackageCodes(sample.codes().made()));
      await(codeBook.persist(SamplePackages.childrenOf(sample, codes)));
    }
    await(packages.persist(sample));
    return sample;
  }

  /** The codes of a package's children, in their order. */
  List<String> childCodes(GiftPackage parent) {
    return await(codeBook.list("packageId", parent.id())).stream()
        .sorted(Comparator.comparingInt(IssuedCode::ordinal))
        .map(IssuedCode::code)
        .toList();
  }

  /** What a sound replica is made of; nobody waits long for it to settle. */
  ReplicaParts parts() {
    var quota = new PackageQuota(packages, calendar);
    return new ReplicaParts(
        claims,
        new ChildPool(codeBook, new ChildWalk(codeBook)),
        quota,
        tickets,
        new ClaimSettlement(claims, quota, GATHERING));
  }

  Replica replica(ReplicaParts parts, MovableClock clock) {
    return new Replica(this, parts, clock);
  }

  /** A replica that gives up soon where the last children are held by others. */
  Replica hasty(MovableClock clock) {
    return new Replica(this, parts(), clock, pause -> pause.dividedBy(25));
  }

  List<Replica> replicas(int count, MovableClock clock) {
    return Stream.generate(() -> replica(parts(), clock)).limit(count).toList();
  }

  /** The package once no claim of it waits to be settled, or after a while as it is. */
  GiftPackage awaitSettled(GiftPackage parent) {
    return Eventually.look(
        packages.findById(parent.id()),
        now -> now.quota().notes().isEmpty(),
        Duration.ofSeconds(10));
  }

  ClaimInvariants invariants() {
    return new ClaimInvariants(this);
  }

  static <T> T await(Uni<T> pending) {
    return pending.await().atMost(LIMIT);
  }
}
