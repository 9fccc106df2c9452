package dev.quanbao.claim.engine;

import dev.quanbao.claim.engine.AdmissionCheck.Admission;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.Owner.Staff;
import dev.quanbao.claim.store.ClaimIds;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.claim.store.QuotaEntries;
import dev.quanbao.giftpackage.model.Quota;
import dev.quanbao.giftpackage.store.ChildPool;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The steps of a batch of claims for one package through the store, one command a step whatever the
 * batch's size.
 *
 * <ol>
 *   <li>look at the package (memory), see {@link AdmissionCheck};
 *   <li>insert the claims: their key is the personal limit, see {@link ClaimInserter};
 *   <li>hold children, where copies have codes of their own, see {@link ChildHolding};
 *   <li>take the quota: the commit point, see {@link QuotaRepository};
 *   <li>issue the tickets, then answer;
 *   <li>settle, off the request's path, see {@link ClaimSettlement}.
 * </ol>
 *
 * <p>A crash between any two steps leaves a pending claim that {@link ClaimRecovery} finishes if it
 * counts and undoes if it doesn't.
 */
@ApplicationScoped
class ClaimProcessor {

  private static final int ROUNDS = 20;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
  private static final int PAUSE_DOUBLINGS = 4;

  private final AdmissionCheck admissionCheck;
  private final RecentPackages recentPackages;
  private final CodeMint mint;
  private final ClaimInserter inserter;
  private final ChildPool children;
  private final ChildHolding childHolding;
  private final QuotaRepository quota;
  private final TicketIssue ticketIssue;
  private final TicketRepository tickets;
  private final ClaimSettlement settlement;
  private final ClaimRepository claims;
  private final Clock clock;

  ClaimProcessor(
      AdmissionCheck admissionCheck,
      RecentPackages recentPackages,
      CodeMint mint,
      ClaimInserter inserter,
      ChildPool children,
      ChildHolding childHolding,
      QuotaRepository quota,
      TicketIssue ticketIssue,
      TicketRepository tickets,
      ClaimSettlement settlement,
      ClaimRepository claims,
      Clock clock) {
    this.admissionCheck = admissionCheck;
    this.recentPackages = recentPackages;
    this.mint = mint;
    this.inserter = inserter;
    this.children = children;
    this.childHolding = childHolding;
    this.quota = quota;
    this.ticketIssue = ticketIssue;
    this.tickets = tickets;
    this.settlement = settlement;
    this.claims = claims;
    this.clock = clock;
  }

  /**
   * Decides the requests of a batch.
   *
   * <p>Each request has one result, which is emitted as soon as it is known: a claim that is
   * granted does not wait for others of its batch that wait for a child. A failure is that of all
   * requests that have no result by then.
   */
  Multi<BatchResult> process(String packageId, List<ClaimRequest> requests) {
    return admissionCheck
        .admit(packageId, requests)
        .onItem()
        .transformToMulti(admission ->
            emit(
                admission.ended(),
                () -> goOn(insert(admission, requests), inserted -> complete(inserted, ROUNDS))));
  }

  /** Attempts that go on together, and the package as it was when they were last looked at. */
  private record Batch(PackageSnapshot snapshot, List<Attempt> attempts) {

    boolean isEmpty() {
      return attempts.isEmpty();
    }

    Batch with(List<Attempt> others) {
      return new Batch(snapshot, others);
    }

    String packageId() {
      return snapshot.packageId();
    }

    List<Claim> claims() {
      return attempts.stream().map(Attempt::claim).toList();
    }

    List<String> claimIds() {
      return attempts.stream().map(Attempt::claimId).toList();
    }
  }

  /** What a step leaves of a batch, and the results of those attempts that it has ended. */
  private record Progress(Batch left, List<BatchResult> ended) {}

  private static Multi<BatchResult> goOn(
      Uni<Progress> step, Function<Batch, Multi<BatchResult>> next) {
    return step.onItem()
        .transformToMulti(progress ->
            emit(
                progress.ended(),
                () ->
                    progress.left().isEmpty()
                        ? Multi.createFrom().empty()
                        : next.apply(progress.left())));
  }

  private static Multi<BatchResult> emit(
      List<BatchResult> known, Supplier<Multi<BatchResult>> rest) {
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().iterable(known), Multi.createFrom().deferred(rest::get));
  }

  private Uni<Progress> insert(Admission admission, List<ClaimRequest> requests) {
    var none = new Batch(admission.snapshot(), List.of());
    return admission.admitted().isEmpty()
        ? Uni.createFrom().item(new Progress(none, List.of()))
        : prepare(admission, requests)
            .chain(attempts -> inserter.insert(admission.snapshot().giftPackage(), attempts))
            .map(result -> new Progress(none.with(result.stored()), result.ended()));
  }

  private Uni<List<Attempt>> prepare(Admission admission, List<ClaimRequest> requests) {
    PackageSnapshot snapshot = admission.snapshot();
    List<List<Integer>> places = byOperation(admission.admitted(), requests);
    int ticketsEach = snapshot.ticketsPerClaim();
    Uni<List<String>> copies =
        snapshot.hasChildren()
            ? Uni.createFrom().item(List.of())
            : mint.packageCodes(places.size());
    return Uni.combine()
        .all()
        .unis(mint.ticketNumbers(places.size() * ticketsEach), copies)
        .with((first, codes) -> {
          Instant now = clock.instant();
          return IntStream.range(0, places.size())
              .mapToObj(i -> {
                ClaimRequest request = requests.get(places.get(i).getFirst());
                String code = codes.isEmpty() ? null : codes.get(i);
                long number = first + (long) i * ticketsEach;
                String companyId = snapshot.giftPackage().companyId();
                Claim claim =
                    request.toClaim(ClaimIds.newFor(request.owner()), companyId, code, number, now);
                return new Attempt(places.get(i), request, claim);
              })
              .toList();
        });
  }

  // The same operation twice in one batch is one claim.
  private static List<List<Integer>> byOperation(
      List<Integer> places, List<ClaimRequest> requests) {
    return List.copyOf(
        places.stream()
            .collect(
                Collectors.groupingBy(
                    place -> Operation.of(requests.get(place)).<Object>map(of -> of).orElse(place),
                    LinkedHashMap::new,
                    Collectors.toList()))
            .values());
  }

  private Multi<BatchResult> complete(Batch batch, int roundsLeft) {
    if (!batch.snapshot().hasChildren()) {
      return takeQuota(batch, ROUNDS);
    }
    return childHolding
        .hold(batch.snapshot().giftPackage(), batch.attempts())
        .onItem()
        .transformToMulti(held ->
            Multi.createBy()
                .concatenating()
                .streams(
                    goOn(rejectBeaten(batch, held), holders -> takeQuota(holders, ROUNDS)),
                    Multi.createFrom()
                        .deferred(() -> retry(batch.with(held.without()), roundsLeft))));
  }

  private Uni<Progress> rejectBeaten(Batch batch, ChildHolding.Held held) {
    Map<Attempt, Outcome> ended = new LinkedHashMap<>();
    held.beaten()
        .forEach(attempt -> ended.put(attempt, Outcome.rejected(ErrorCode.CODE_ALREADY_CLAIMED)));
    return undo(batch.with(held.holders()), ended);
  }

  // No child was free, but that is not yet "sold out": the claims that hold the last ones may
  // release them. That takes as long as the store takes to write, so that the wait is one of
  // seconds, not of rounds.
  private Multi<BatchResult> retry(Batch without, int roundsLeft) {
    return without.isEmpty()
        ? Multi.createFrom().empty()
        : goOn(
            lookAgain(without, roundsLeft).onItem().delayIt().by(pauseBefore(roundsLeft)),
            left -> complete(left, roundsLeft - 1));
  }

  Duration pauseBefore(int roundsLeft) {
    return SHORTEST_PAUSE.multipliedBy(1L << Math.min(ROUNDS - roundsLeft, PAUSE_DOUBLINGS));
  }

  // Only when nothing matched the package is read, to say why, and to try again with the others.
  private Multi<BatchResult> takeQuota(Batch batch, int roundsLeft) {
    return quota
        .take(batch.packageId(), QuotaEntries.takesFor(batch.claims()), clock.instant())
        .onItem()
        .transformToMulti(taken ->
            taken
                ? issueTickets(batch)
                : goOn(lookAgain(batch, roundsLeft), left -> takeQuota(left, roundsLeft - 1)));
  }

  /** Ends the attempts that the package as it is now has no room for, and keeps the others. */
  private Uni<Progress> lookAgain(Batch batch, int roundsLeft) {
    if (roundsLeft == 0) {
      Map<Attempt, Outcome> all = new LinkedHashMap<>();
      batch.attempts().forEach(attempt -> all.put(attempt, new Outcome.Contended()));
      return undo(batch.with(List.of()), all);
    }
    return recentPackages
        .require(batch.packageId())
        .chain(snapshot -> {
          Map<Attempt, Outcome> ended = new LinkedHashMap<>();
          List<Attempt> left = new ArrayList<>();
          for (List<Attempt> oneOwners : together(batch.attempts())) {
            outcomeAfterAll(snapshot, oneOwners, left.size())
                .ifPresentOrElse(
                    outcome -> oneOwners.forEach(attempt -> ended.put(attempt, outcome)),
                    () -> left.addAll(oneOwners));
          }
          return undo(new Batch(snapshot, left), ended);
        });
  }

  // An OP is allotted as many copies as were asked for, or none.
  private static Collection<List<Attempt>> together(List<Attempt> attempts) {
    Map<Object, List<Attempt>> together = new LinkedHashMap<>();
    for (Attempt attempt : attempts) {
      ClaimRequest request = attempt.request();
      Object key = request.owner() instanceof Staff op ? op : attempt;
      together.computeIfAbsent(key, of -> new ArrayList<>()).add(attempt);
    }
    return together.values();
  }

  /** How attempts of one owner end by the package as it is now; empty: they may be tried again. */
  private static Optional<Outcome> outcomeAfterAll(
      PackageSnapshot snapshot, List<Attempt> oneOwners, int ahead) {
    Quota quota = snapshot.giftPackage().quota();
    if (oneOwners.stream().anyMatch(attempt -> quota.fences(attempt.claimId()))) {
      return Optional.of(new Outcome.Contended());
    }
    return snapshot
        .objectionTo(oneOwners.getFirst().request())
        .or(() ->
            ahead + oneOwners.size() > quota.left()
                ? Optional.of(ErrorCode.SOLD_OUT)
                : Optional.empty())
        .map(Outcome::rejected);
  }

  /** Takes back what was written for attempts that end, before they are told. */
  private Uni<Progress> undo(Batch left, Map<Attempt, Outcome> ended) {
    if (ended.isEmpty()) {
      return Uni.createFrom().item(new Progress(left, List.of()));
    }
    List<String> ids = ended.keySet().stream().map(Attempt::claimId).toList();
    Uni<Void> released =
        left.snapshot().hasChildren()
            ? children.release(left.packageId(), ids)
            : Uni.createFrom().voidItem();
    return released
        .chain(() -> claims.deletePending(ids))
        .replaceWith(() -> new Progress(left, results(ended)));
  }

  private static List<BatchResult> results(Map<Attempt, Outcome> ended) {
    return ended.entrySet().stream()
        .flatMap(entry -> entry.getKey().endedBy(entry.getValue()).stream())
        .toList();
  }

  private Multi<BatchResult> issueTickets(Batch batch) {
    Map<Attempt, Outcome> granted = new LinkedHashMap<>();
    List<Ticket> all = new ArrayList<>();
    for (Attempt attempt : batch.attempts()) {
      List<Ticket> own =
          ticketIssue.ticketsOf(
              attempt.claim(), batch.snapshot().giftPackage(), batch.snapshot().company());
      granted.put(attempt, Outcome.granted(attempt.claim(), own));
      all.addAll(own);
    }
    return writeCodes(batch)
        .chain(() -> tickets.issue(all))
        .invoke(() -> settlement.settleSoon(batch.packageId(), batch.claimIds()))
        .onItem()
        .transformToMulti(issued -> Multi.createFrom().iterable(results(granted)));
  }

  // A copy that is set aside has no tickets that would tell its code.
  private Uni<Void> writeCodes(Batch batch) {
    return batch.snapshot().hasChildren()
        ? claims.writeCodes(batch.claims().stream().filter(Claim::isEarmark).toList())
        : Uni.createFrom().voidItem();
  }
}
