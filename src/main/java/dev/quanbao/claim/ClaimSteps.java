package dev.quanbao.claim;

import dev.quanbao.claim.RecentPackages.Seen;
import dev.quanbao.giftpackage.CodeType;
import dev.quanbao.platform.code.CodeMint;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.Refused;
import dev.quanbao.ticket.Ticket;
import dev.quanbao.ticket.Tickets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way of a batch of claims for one package through the store, one command a step whatever the
 * batch's size.
 *
 * <ol>
 *   <li>look at the package (memory);
 *   <li>write the claims: their key is the personal limit, see {@link ClaimRegister};
 *   <li>hold children, where copies have codes of their own, see {@link ChildPool};
 *   <li>take the quota: the commit point, see {@link PackageQuota};
 *   <li>issue the tickets, then answer;
 *   <li>settle, off the request's path, see {@link ClaimSettlement}.
 * </ol>
 *
 * <p>A crash between any two steps leaves a pending claim that {@link ClaimRecovery} finishes if it
 * counts and undoes if it doesn't.
 */
@ApplicationScoped
public class ClaimSteps {

  private static final int ROUNDS = 20;

  private final RecentPackages recentPackages;
  private final CodeMint mint;
  private final ClaimRegister register;
  private final ChildPool children;
  private final PackageQuota quota;
  private final TicketIssue ticketIssue;
  private final Tickets tickets;
  private final ClaimSettlement settlement;
  private final Claims claims;
  private final Clock clock;

  ClaimSteps(
      RecentPackages recentPackages,
      CodeMint mint,
      ClaimRegister register,
      ChildPool children,
      PackageQuota quota,
      TicketIssue ticketIssue,
      Tickets tickets,
      ClaimSettlement settlement,
      Claims claims,
      Clock clock) {
    this.recentPackages = recentPackages;
    this.mint = mint;
    this.register = register;
    this.children = children;
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
      return Uni.createFrom().item(rejectObjectionable(seen.get(), batch));
    }
    return recentPackages
        .fresh(packageId)
        .map(fresh ->
            rejectObjectionable(
                fresh.orElseThrow(() -> Refused.because(ErrorCode.NOT_FOUND)), batch));
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

  private static Batch rejectObjectionable(Seen seen, List<Attempt> batch) {
    List<Attempt> admitted = new ArrayList<>(batch.size());
    for (Attempt attempt : batch) {
      objection(seen, attempt).ifPresentOrElse(attempt::reject, () -> admitted.add(attempt));
    }
    return new Batch(seen, admitted);
  }

  private Uni<Void> process(Batch admitted) {
    return write(admitted)
        .chain(this::holdChildren)
        .chain(held -> takeQuota(held, ROUNDS))
        .chain(this::issueTickets)
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
        .map(batch::of);
  }

  private Uni<Batch> holdChildren(Batch batch) {
    if (!batch.hasChildren() || batch.isEmpty()) {
      return Uni.createFrom().item(batch);
    }
    List<Attempt> any = new ArrayList<>();
    List<Uni<Void>> wanted = new ArrayList<>();
    Map<String, String> held = new HashMap<>();
    for (Attempt attempt : batch.attempts()) {
      String childCode = attempt.request().childCode();
      if (childCode == null) {
        any.add(attempt);
      } else {
        wanted.add(
            children
                .hold(batch.packageId(), childCode, attempt.claimId())
                .invoke(child -> {
                  if (child != null) {
                    held.put(attempt.claimId(), child.code());
                  }
                })
                .replaceWithVoid());
      }
    }
    if (!any.isEmpty()) {
      wanted.add(holdAny(batch, any).invoke(held::putAll).replaceWithVoid());
    }
    return Uni.join()
        .all(wanted)
        .usingConcurrencyOf(1)
        .andFailFast()
        .chain(() -> keepHolders(batch, held));
  }

  private Uni<Map<String, String>> holdAny(Batch batch, List<Attempt> any) {
    return children.holdAny(
        batch.packageId(),
        batch.seen().claimed().codes(),
        any.stream().map(Attempt::claimId).toList());
  }

  private Uni<Batch> keepHolders(Batch batch, Map<String, String> held) {
    List<Attempt> holders = new ArrayList<>();
    Map<Attempt, ErrorCode> without = new HashMap<>();
    for (Attempt attempt : batch.attempts()) {
      String code = held.get(attempt.claimId());
      if (code != null) {
        attempt.is(attempt.claim().withPackageCode(code));
        holders.add(attempt);
      } else {
        without.put(
            attempt,
            attempt.request().childCode() == null
                ? ErrorCode.SOLD_OUT
                : ErrorCode.CODE_ALREADY_CLAIMED);
      }
    }
    return undo(batch, without).replaceWith(batch.of(holders));
  }

  private Uni<Batch> takeQuota(Batch batch, int roundsLeft) {
    if (batch.isEmpty()) {
      return Uni.createFrom().item(batch);
    }
    List<Instant> times = batch.attempts().stream().map(a -> a.request().now()).sorted().toList();
    return quota
        .take(
            batch.packageId(), batch.claimIds(), times.getFirst(), times.getLast(), clock.instant())
        .chain(taken -> taken ? Uni.createFrom().item(batch) : sortOut(batch, roundsLeft));
  }

  // Nothing matched: only now the package is read, to say why, and to try again with the others.
  private Uni<Batch> sortOut(Batch batch, int roundsLeft) {
    if (roundsLeft == 0) {
      return Uni.createFrom().failure(Refused.because(ErrorCode.STORE_UNREACHABLE));
    }
    return recentPackages
        .fresh(batch.packageId())
        .chain(fresh -> {
          Seen seen = fresh.orElseThrow(() -> Refused.because(ErrorCode.NOT_FOUND));
          Map<Attempt, ErrorCode> rejected = new HashMap<>();
          List<Attempt> left = new ArrayList<>();
          for (Attempt attempt : batch.attempts()) {
            Optional<ErrorCode> reason = reasonAfterAll(seen, attempt, left.size());
            reason.ifPresentOrElse(code -> rejected.put(attempt, code), () -> left.add(attempt));
          }
          return undo(batch, rejected)
              .chain(() -> takeQuota(new Batch(seen, left), roundsLeft - 1));
        });
  }

  private static Optional<ErrorCode> reasonAfterAll(Seen seen, Attempt attempt, int ahead) {
    if (seen.claimed().quota().fences(attempt.claimId())) {
      return Optional.of(ErrorCode.STORE_UNREACHABLE);
    }
    Optional<ErrorCode> objection = objection(seen, attempt);
    return objection.isEmpty() && ahead >= seen.claimed().quota().left()
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
        .invoke(() -> rejected.forEach(ClaimSteps::tell));
  }

  private static void tell(Attempt attempt, ErrorCode reason) {
    if (reason.isBusinessRefusal()) {
      attempt.reject(reason);
    } else {
      attempt.fail(Refused.because(reason));
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
    return tickets
        .issue(all)
        .invoke(() -> issued.forEach(Attempt::grant))
        .invoke(() -> settlement.settleSoon(batch.packageId(), batch.claimIds()));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }
}
