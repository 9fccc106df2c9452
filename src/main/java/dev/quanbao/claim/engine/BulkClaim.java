package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Found;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Claims copies of one package for many owners (派发, 分配), thousands with each round of store
 * commands. Each claim is decided by itself, as if it had come alone.
 */
@ApplicationScoped
public class BulkClaim {

  private static final int CLAIMS_AT_ONCE = 5_000;
  private static final int TICKETS_AT_ONCE = 50_000;
  private static final int ATTEMPTS = 3;

  private final RecentPackages recentPackages;
  private final ClaimProcessor steps;
  private final ClaimRecovery recovery;
  private final ClaimRepository claims;

  BulkClaim(
      RecentPackages recentPackages,
      ClaimProcessor steps,
      ClaimRecovery recovery,
      ClaimRepository claims) {
    this.recentPackages = recentPackages;
    this.steps = steps;
    this.recovery = recovery;
    this.claims = claims;
  }

  /**
   * Decides claims for a package, in their order; none of the decisions is {@link Found}.
   *
   * @param together how many claims in a row belong to one owner and go by the same round
   */
  public Uni<List<ClaimDecision>> decide(
      String packageId, List<ClaimRequest> requests, int together) {
    return recentPackages
        .seen(packageId)
        .map(seen -> seen.orElseThrow(() -> RequestRefusedException.because(ErrorCode.NOT_FOUND)))
        .map(seen -> portions(requests, seen.claimed().design().ticketsPerClaim(), together))
        .onItem()
        .transformToMulti(portions -> Multi.createFrom().iterable(portions))
        .onItem()
        .transformToUniAndConcatenate(portion ->
            (together > 1 ? settleEarlier(packageId, portion) : Uni.createFrom().voidItem())
                .chain(() -> decidePortion(packageId, portion, ATTEMPTS)))
        .collect()
        .in(ArrayList::new, List::addAll);
  }

  private static List<List<ClaimRequest>> portions(
      List<ClaimRequest> requests, int ticketsEach, int together) {
    int most = Math.min(CLAIMS_AT_ONCE, TICKETS_AT_ONCE / ticketsEach);
    int size = Math.max(together, most - most % together);
    return IntStream.iterate(0, from -> from < requests.size(), from -> from + size)
        .mapToObj(from -> requests.subList(from, Math.min(from + size, requests.size())))
        .toList();
  }

  // A crash may have left some of an owner's claims only. Were the others decided before it is
  // known what becomes of those, he could end with a part of what goes together.
  private Uni<Void> settleEarlier(String packageId, List<ClaimRequest> portion) {
    return interrupted(packageId, portion)
        .chain(pending ->
            pending.isEmpty()
                ? Uni.createFrom().voidItem()
                : recovery
                    .resolve(pending)
                    .chain(() -> interrupted(packageId, portion))
                    .invoke(still -> {
                      if (!still.isEmpty()) {
                        throw RequestRefusedException.because(ErrorCode.OUTCOME_UNKNOWN);
                      }
                    })
                    .replaceWithVoid());
  }

  private Uni<List<Claim>> interrupted(String packageId, List<ClaimRequest> portion) {
    Set<String> operations =
        portion.stream()
            .map(ClaimRequest::operation)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Set<String> owners = portion.stream().map(ClaimRequest::ownerId).collect(Collectors.toSet());
    return operations.isEmpty()
        ? Uni.createFrom().item(List.of())
        : claims
            .of(owners, packageId)
            .map(all ->
                all.stream()
                    .filter(claim -> claim.state() == Claim.State.PENDING)
                    .filter(claim -> operations.contains(claim.operation()))
                    .toList());
  }

  private Uni<List<ClaimDecision>> decidePortion(
      String packageId, List<ClaimRequest> portion, int attemptsLeft) {
    List<Attempt> attempts =
        portion.stream().map(request -> new Attempt(request, Runnable::run)).toList();
    return steps
        .run(packageId, attempts)
        .chain(() -> Uni.join().all(decisions(attempts)).andFailFast())
        .chain(decisions -> settle(packageId, portion, decisions, attemptsLeft));
  }

  private static List<Uni<ClaimDecision>> decisions(List<Attempt> attempts) {
    return attempts.stream()
        .map(attempt -> Uni.createFrom().completionStage(attempt.decision()))
        .toList();
  }

  // Claims of the same operation were made before: what became of them decides.
  private Uni<List<ClaimDecision>> settle(
      String packageId,
      List<ClaimRequest> portion,
      List<ClaimDecision> decisions,
      int attemptsLeft) {
    List<Claim> earlier =
        decisions.stream()
            .filter(Found.class::isInstance)
            .map(decision -> ((Found) decision).claim())
            .toList();
    if (earlier.isEmpty()) {
      return Uni.createFrom().item(decisions);
    }
    if (attemptsLeft == 0) {
      return Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.OUTCOME_UNKNOWN));
    }
    return recovery
        .resolve(earlier.stream().filter(claim -> claim.state() == Claim.State.PENDING).toList())
        .chain(() -> claims.done(earlier.stream().map(Claim::id).toList()))
        .map(Set::copyOf)
        .chain(done -> {
          List<ClaimDecision> settled = decisions.stream().map(d -> ifDone(d, done)).toList();
          return again(packageId, portion, settled, attemptsLeft - 1);
        });
  }

  private static ClaimDecision ifDone(ClaimDecision decision, Set<String> done) {
    return decision instanceof Found found && done.contains(found.claim().id())
        ? new Granted(found.claim(), List.of())
        : decision;
  }

  private Uni<List<ClaimDecision>> again(
      String packageId, List<ClaimRequest> portion, List<ClaimDecision> settled, int attemptsLeft) {
    List<Integer> open =
        IntStream.range(0, settled.size())
            .filter(i -> settled.get(i) instanceof Found)
            .boxed()
            .toList();
    if (open.isEmpty()) {
      return Uni.createFrom().item(settled);
    }
    return decidePortion(packageId, open.stream().map(portion::get).toList(), attemptsLeft)
        .map(later -> {
          List<ClaimDecision> all = new ArrayList<>(settled);
          for (int i = 0; i < open.size(); i++) {
            all.set(open.get(i), later.get(i));
          }
          return all;
        });
  }
}
