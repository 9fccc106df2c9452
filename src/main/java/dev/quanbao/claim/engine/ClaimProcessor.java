package dev.quanbao.claim.engine;

import dev.quanbao.claim.engine.RecentPackages.Seen;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.ClaimRules;
import dev.quanbao.claim.store.ChildPool;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.claim.store.QuotaRepository;
import dev.quanbao.giftpackage.model.CodeType;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way of a batch of claims for one package through the store, one command a step whatever the
 * batch's size.
 *
 * <ol>
 *   <li>look at the package (memory);
 *   <li>write the claims: their key is the personal limit, see {@link ClaimInserter};
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
public class ClaimProcessor {

  private static final int ROUNDS = 20;
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
  private static final int PAUSE_DOUBLINGS = 4;

  private final RecentPackages recentPackages;
  private final CodeMint mint;
  private final ClaimInserter register;
  private final ChildPool children;
  private final ChildHolding childHolding;
  private final QuotaRepository quota;
  private final TicketIssue ticketIssue;
  private final TicketRepository tickets;
  private final ClaimSettlement settlement;
  private final ClaimRepository claims;
  private final Clock clock;

  ClaimProcessor(
      RecentPackages recentPackages,
      CodeMint mint,
      ClaimInserter register,
      ChildPool children,
      ChildHolding childHolding,
      QuotaRepository quota,
      TicketIssue ticketIssue,
      TicketRepository tickets,
      ClaimSettlement settlement,
      ClaimRepository claims,
      Clock clock) {
    this.recentPackages = recentPackages;
    this.mint = mint;
    this.register = register;
    this.children = children;
    this.childHolding = childHolding;
    this.quota = quota;
    this.ticketIssue = ticketIssue;
    this.tickets = tickets;
    this.settlement = settlement;
    this.claims = claims;
    this.clock = clock;
  }

  /** Decides every attempt of the batch, or fails for those it could not decide. */
  Uni<Void> run(String packageId, List<Attempt> batch) {
    return recentPackages
        .seen(packageId)
        .chain(seen -> admit(packageId, seen, batch))
        .chain(admitted -> admitted.isEmpty() ? done() : process(admitted));
  }

  /** Attempts that go on together, and the package as they were shown it. */
  private record Batch(Seen seen, List<Attempt> attempts) {
    boolean isEmpty() {
      return attempts.isEmpty();
    }

    Batch of(List<Attempt> fewer) {
      return new Batch(seen, fewer);
    }

    String packageId() {
      return seen.claimed().id();
    }

    List<Claim> claims() {
      return attempts.stream().map(Attempt::claim).toList();
    }

    List<String> claimIds() {
      return attempts.stream().map(Attempt::claimId).toList();
    }

    boolean hasChildren() {
      return seen.claimed().design().codes().type() == CodeType.UNIQUE;
    }
  }

  // An objection from memory is only good enough where it can't have gone out of date unnoticed.
  private Uni<Batch> admit(String packageId, Optional<Seen> seen, List<Attempt> batch) {
    if (seen.isPresent() && batch.stream().allMatch(attempt -> isCertain(seen.get(), attempt))) {
      return rejectObjectionable(seen.get(), batch);
    }
    return recentPackages
        .fresh(packageId)
        .chain(fresh ->
            rejectObjectionable(
                fresh.orElseThrow(() -> RequestRefusedException.because(ErrorCode.NOT_FOUND)),
                batch));
  }

  private static boolean isCertain(Seen seen, Attempt attempt) {
    return objection(seen, attempt)
        .map(reason ->
            reason == ErrorCode.SOLD_OUT && !seen.isOlderThan(RecentPackages.SOLD_OUT_AGE))
        .orElse(true);
  }

  private static Optional<ErrorCode> objection(Seen seen, Attempt attempt) {
    ClaimRequest request = attempt.request();
    return ClaimRules.objection(seen.claimed(), seen.company(), request.channel(), request.now());
  }

  // What speaks against a claim now says nothing of one that the same operation made before.
  private Uni<Batch> rejectObjectionable(Seen seen, List<Attempt> batch) {
    List<Attempt> admitted = new ArrayList<>(batch.size());
    Map<Attempt, ErrorCode> objectionable = new HashMap<>();
    for (Attempt attempt : batch) {
      objection(seen, attempt)
          .ifPresentOrElse(
              reason -> objectionable.put(attempt, reason), () -> admitted.add(attempt));
    }
    return register
        .resume(seen.claimed().id(), objectionable.keySet())
        .invoke(() -> objectionable.forEach(Attempt::reject))
        .replaceWith(new Batch(seen, admitted));
  }

  private Uni<Void> process(Batch admitted) {
    return write(admitted)
        .chain(written -> complete(written, ROUNDS))
        .onFailure()
        .invoke(failure -> admitted.attempts().forEach(attempt -> attempt.fail(failure)));
  }

  private Uni<Batch> write(Batch batch) {
    int count = batch.attempts().size();
    int ticketsEach = batch.seen().claimed().design().ticketsPerClaim();
    Uni<List<String>> copies =
        batch.hasChildren() ? Uni.createFrom().item(List.of()) : mint.packageCodes(count);
    return Uni.combine()
        .all()
        .unis(mint.ticketNumbers(count * ticketsEach), copies)
        .with((first, codes) -> {
          Instant now = clock.instant();
          for (int i = 0; i < count; i++) {
            Attempt attempt = batch.attempts().get(i);
            String code = codes.isEmpty() ? null : codes.get(i);
            String companyId = batch.seen().claimed().companyId();
            long number = first + (long) i * ticketsEach;
            attempt.is(attempt.request().claim(companyId, code, number, now));
          }
          return batch;
        })
        .chain(prepared -> register.enter(prepared.seen().claimed(), prepared.attempts()))
        .map(entered -> batch.of(inOrder(batch.attempts(), new HashSet<>(entered))));
  }

  // They were written in the order of their keys; who came first is served first.
  private static List<Attempt> inOrder(List<Attempt> all, Set<Attempt> entered) {
    return all.stream().filter(entered::contains).toList();
  }

  private Uni<Void> complete(Batch batch, int roundsLeft) {
    if (batch.isEmpty()) {
      return done();
    }
    if (!batch.hasChildren()) {
      return takeQuota(batch, ROUNDS).chain(this::issueTickets);
    }
    return childHolding
        .hold(batch.seen().claimed(), batch.attempts())
        .chain(held ->
            undo(batch, rejecting(held.beaten(), ErrorCode.CODE_ALREADY_CLAIMED))
                .chain(() -> takeQuota(batch.of(held.holders()), ROUNDS))
                .chain(this::issueTickets)
                .chain(() -> retry(batch.of(held.without()), roundsLeft)));
  }

  // No child was free, but that is not yet "sold out": who holds the last ones may let them go.
  // That
  // takes as long as the store takes to write, so that the wait is one of seconds, not of rounds.
  private Uni<Void> retry(Batch without, int roundsLeft) {
    if (without.isEmpty()) {
      return done();
    }
    return lookAgain(without, roundsLeft)
        .onItem()
        .delayIt()
        .by(pauseBefore(roundsLeft))
        .chain(left -> complete(left, roundsLeft - 1));
  }

  Duration pauseBefore(int roundsLeft) {
    return SHORTEST_PAUSE.multipliedBy(1L << Math.min(ROUNDS - roundsLeft, PAUSE_DOUBLINGS));
  }

  private Uni<Batch> takeQuota(Batch batch, int roundsLeft) {
    if (batch.isEmpty()) {
      return Uni.createFrom().item(batch);
    }
    return quota
        .take(batch.packageId(), batch.claims(), clock.instant())
        .chain(taken -> taken ? Uni.createFrom().item(batch) : sortOut(batch, roundsLeft));
  }

  // Nothing matched: only now the package is read, to say why, and to try again with the others.
  private Uni<Batch> sortOut(Batch batch, int roundsLeft) {
    return lookAgain(batch, roundsLeft).chain(left -> takeQuota(left, roundsLeft - 1));
  }

  /** Rejects those that the package as it is now has no room for, and keeps the others. */
  private Uni<Batch> lookAgain(Batch batch, int roundsLeft) {
    if (roundsLeft == 0) {
      return undo(batch, rejecting(batch.attempts(), ErrorCode.CONTENTION))
          .replaceWith(batch.of(List.of()));
    }
    return recentPackages
        .fresh(batch.packageId())
        .chain(fresh -> {
          Seen seen = fresh.orElseThrow(() -> RequestRefusedException.because(ErrorCode.NOT_FOUND));
          Map<Attempt, ErrorCode> rejected = new HashMap<>();
          List<Attempt> left = new ArrayList<>();
          for (List<Attempt> oneOwners : together(batch.attempts())) {
            Optional<ErrorCode> reason = reasonAfterAll(seen, oneOwners, left.size());
            reason.ifPresentOrElse(
                code -> oneOwners.forEach(attempt -> rejected.put(attempt, code)),
                () -> left.addAll(oneOwners));
          }
          return undo(batch, rejected).replaceWith(new Batch(seen, left));
        });
  }

  private static Map<Attempt, ErrorCode> rejecting(List<Attempt> attempts, ErrorCode reason) {
    Map<Attempt, ErrorCode> rejected = new HashMap<>();
    attempts.forEach(attempt -> rejected.put(attempt, reason));
    return rejected;
  }

  // An OP is allotted as many copies as were asked for, or none.
  private static Collection<List<Attempt>> together(List<Attempt> attempts) {
    Map<Object, List<Attempt>> together = new LinkedHashMap<>();
    for (Attempt attempt : attempts) {
      ClaimRequest request = attempt.request();
      Object key = request.ownerType() == OwnerType.OP ? request.ownerId() : attempt;
      together.computeIfAbsent(key, of -> new ArrayList<>()).add(attempt);
    }
    return together.values();
  }

  private static Optional<ErrorCode> reasonAfterAll(Seen seen, List<Attempt> oneOwners, int ahead) {
    Attempt first = oneOwners.getFirst();
    if (oneOwners.stream().anyMatch(a -> seen.claimed().quota().fences(a.claimId()))) {
      return Optional.of(ErrorCode.CONTENTION);
    }
    Optional<ErrorCode> objection = objection(seen, first);
    return objection.isEmpty() && ahead + oneOwners.size() > seen.claimed().quota().left()
        ? Optional.of(ErrorCode.SOLD_OUT)
        : objection;
  }

  /** Takes back what was written for attempts that are rejected, then tells them. */
  private Uni<Void> undo(Batch batch, Map<Attempt, ErrorCode> rejected) {
    if (rejected.isEmpty()) {
      return done();
    }
    List<String> ids = rejected.keySet().stream().map(Attempt::claimId).toList();
    Uni<Void> released = batch.hasChildren() ? children.release(batch.packageId(), ids) : done();
    return released
        .chain(() -> claims.forget(ids))
        .invoke(() -> rejected.forEach(ClaimProcessor::tell));
  }

  private static void tell(Attempt attempt, ErrorCode reason) {
    if (reason.isBusinessRefusal()) {
      attempt.reject(reason);
    } else {
      attempt.fail(RequestRefusedException.because(reason));
    }
  }

  private Uni<Void> issueTickets(Batch batch) {
    if (batch.isEmpty()) {
      return done();
    }
    Map<Attempt, List<Ticket>> issued = new HashMap<>();
    List<Ticket> all = new ArrayList<>();
    for (Attempt attempt : batch.attempts()) {
      List<Ticket> own =
          ticketIssue.ticketsOf(attempt.claim(), batch.seen().claimed(), batch.seen().company());
      issued.put(attempt, own);
      all.addAll(own);
    }
    return keepCodes(batch)
        .chain(() -> tickets.issue(all))
        .invoke(() -> issued.forEach(Attempt::grant))
        .invoke(() -> settlement.settleSoon(batch.packageId(), batch.claimIds()));
  }

  private Uni<Void> keepCodes(Batch batch) {
    return batch.hasChildren()
        ? claims.keepCodes(batch.claims().stream().filter(Claim::isSetAside).toList())
        : done();
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }
}
