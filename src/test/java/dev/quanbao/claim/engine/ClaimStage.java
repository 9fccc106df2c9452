package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.claim.store.StoredClaim;
import dev.quanbao.directory.store.ChatRepository;
import dev.quanbao.directory.store.CompanyRepository;
import dev.quanbao.directory.store.StaffRepository;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.model.IssuedCode;
import dev.quanbao.giftpackage.store.AliasCodeRepository;
import dev.quanbao.giftpackage.store.ChildPool;
import dev.quanbao.giftpackage.store.ChildWalk;
import dev.quanbao.giftpackage.store.ClaimTallyRepository;
import dev.quanbao.giftpackage.store.GiftPackageRepository;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.code.NumberedCode;
import dev.quanbao.platform.time.BusinessCalendar;
import dev.quanbao.testing.Eventually;
import dev.quanbao.testing.MovableClock;
import dev.quanbao.ticket.CloseTickets;
import dev.quanbao.ticket.store.TicketRepository;
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
public class ClaimStage {

  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration GATHERING = Duration.ofMillis(5);
  private static final Instant FUTURE = Instant.parse("2040-01-01T00:00:00Z");

  public final GiftPackageRepository packages;
  public final AliasCodeRepository codeBook;
  final CompanyRepository companies;
  final ChatRepository chats;
  public final ClaimRepository claims;
  public final TicketRepository tickets;
  final TicketIssue ticketIssue;
  final CodeMint mint;
  final CloseTickets closeTickets;
  final StaffRepository staff;
  public final BusinessCalendar calendar;
  public final ClaimTallyRepository tallies;

  ClaimStage(
      GiftPackageRepository packages,
      AliasCodeRepository codeBook,
      CompanyRepository companies,
      ChatRepository chats,
      ClaimRepository claims,
      TicketRepository tickets,
      TicketIssue ticketIssue,
      CodeMint mint,
      BusinessCalendar calendar,
      ClaimTallyRepository tallies,
      CloseTickets closeTickets,
      StaffRepository staff) {
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

  public MovableClock clock() {
    return new MovableClock(FUTURE);
  }

  /** Puts a package and its children into the store. */
  public GiftPackage publish(GiftPackage sample) {
    if (sample.design().codes().type() == CodeType.UNIQUE) {
      List<NumberedCode> codes = await(mint.numberedPackageCodes(sample.codes().made()));
      await(codeBook.persist(SamplePackages.childrenOf(sample, codes)));
    }
    await(packages.persist(sample));
    return sample;
  }

  /** The codes of a package's children, in their order. */
  public List<String> childCodes(GiftPackage parent) {
    return await(codeBook.list("packageId", parent.id())).stream()
        .sorted(Comparator.comparingInt(IssuedCode::ordinal))
        .map(IssuedCode::code)
        .toList();
  }

  /** All claims of a package, as they are now. */
  public Uni<List<Claim>> claimsOf(String packageId) {
    return claims
        .list("packageId", packageId)
        .map(all -> all.stream().map(StoredClaim::toClaim).toList());
  }

  /** What a sound replica is made of; nobody waits long for it to settle. */
  public ReplicaParts parts() {
    var quota = new QuotaRepository(packages, calendar);
    return new ReplicaParts(
        claims,
        new ChildPool(codeBook, new ChildWalk(codeBook)),
        quota,
        tickets,
        new ClaimSettlement(claims, quota, GATHERING));
  }

  public Replica replica(ReplicaParts parts, MovableClock clock) {
    return new Replica(this, parts, clock);
  }

  /** A replica that gives up soon where the last children are held by others. */
  Replica hasty(MovableClock clock) {
    return new Replica(this, parts(), clock, pause -> pause.dividedBy(25));
  }

  public List<Replica> replicas(int count, MovableClock clock) {
    return Stream.generate(() -> replica(parts(), clock)).limit(count).toList();
  }

  /** The package once no claim of it waits to be settled, or after a while as it is. */
  public GiftPackage awaitSettled(GiftPackage parent) {
    return Eventually.look(
        packages.findById(parent.id()),
        now -> now.quota().notes().isEmpty(),
        Duration.ofSeconds(10));
  }

  public ClaimInvariants invariants() {
    return new ClaimInvariants(this);
  }

  public static <T> T await(Uni<T> pending) {
    return pending.await().atMost(LIMIT);
  }
}
