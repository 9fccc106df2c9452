package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.Owner;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Claims copies of one package for many owners (派发, 分配), thousands with each round of store
 * commands. It decides each claim as if it had come alone.
 */
@ApplicationScoped
public class BulkClaim {

  private static final int CLAIMS_AT_ONCE = 5_000;
  private static final int TICKETS_AT_ONCE = 50_000;
  private static final int ATTEMPTS = 3;

  private final RecentPackages recentPackages;
  private final ClaimProcessor processor;
  private final ClaimRecovery recovery;
  private final ClaimRepository claims;

  BulkClaim(
      RecentPackages recentPackages,
      ClaimProcessor processor,
      ClaimRecovery recovery,
      ClaimRepository claims) {
    this.recentPackages = recentPackages;
    this.processor = processor;
    this.recovery = recovery;
    this.claims = claims;
  }

  /**
   * Decides claims for a package, in their order.
   *
   * @param together how many claims in a row belong to one owner and go by the same round
   */
  public Uni<List<ClaimDecision>> decide(
      String packageId, List<ClaimRequest> requests, int together) {
    return recentPackages
        .recall(packageId)
        .map(known -> known.orElseThrow(() -> RequestRefusedException.because(ErrorCode.NOT_FOUND)))
        .map(snapshot -> portions(requests, snapshot.ticketsPerClaim(), together))
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

  // A crash may have left only some of an owner's claims. If the others were decided before those
  // are settled, the owner could end with a part of what goes together.
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
            .map(request -> request.origin().operation())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    Set<Owner> owners = portion.stream().map(ClaimRequest::owner).collect(Collectors.toSet());
    return operations.isEmpty()
        ? Uni.createFrom().item(List.of())
        : claims
            .findByOwners(owners, packageId)
            .map(all ->
                all.stream()
                    .filter(Claim::isPending)
                    .filter(claim -> operations.contains(claim.origin().operation()))
                    .toList());
  }

  private Uni<List<ClaimDecision>> decidePortion(
      String packageId, List<ClaimRequest> portion, int attemptsLeft) {
    return processor
        .process(packageId, portion)
        .collect()
        .asMap(BatchResult::place, BatchResult::outcome)
        .map(outcomes -> inOrder(outcomes, portion.size()))
        .chain(outcomes -> settle(packageId, portion, outcomes, attemptsLeft));
  }

  private static List<Outcome> inOrder(Map<Integer, Outcome> outcomes, int count) {
    return IntStream.range(0, count)
        .mapToObj(place -> Objects.requireNonNull(outcomes.get(place), "a request has no result"))
        .toList();
  }

  // What became of the claims that the same operations made before decides these.
  private Uni<List<ClaimDecision>> settle(
      String packageId, List<ClaimRequest> portion, List<Outcome> outcomes, int attemptsLeft) {
    List<Claim> earlier =
        outcomes.stream()
            .filter(Outcome.Found.class::isInstance)
            .map(outcome -> ((Outcome.Found) outcome).earlier())
            .toList();
    if (!earlier.isEmpty() && attemptsLeft == 0) {
      return Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.OUTCOME_UNKNOWN));
    }
    return findDone(earlier)
        .map(done -> outcomes.stream().map(outcome -> decision(outcome, done)).toList())
        .chain(decided -> decideOthers(packageId, portion, decided, attemptsLeft - 1));
  }

  private Uni<Set<String>> findDone(List<Claim> earlier) {
    return earlier.isEmpty()
        ? Uni.createFrom().item(Set.of())
        : recovery
            .resolve(earlier.stream().filter(Claim::isPending).toList())
            .chain(() -> claims.selectComplete(earlier.stream().map(Claim::id).toList()));
  }

  /** Empty where the earlier claim was undone, so that the request is to be tried again. */
  private static Optional<ClaimDecision> decision(Outcome outcome, Set<String> done) {
    return switch (outcome) {
      case Outcome.Decided decided -> Optional.of(decided.decision());
      case Outcome.Found found ->
          done.contains(found.earlier().id())
              ? Optional.of(new Granted(found.earlier(), List.of()))
              : Optional.empty();
      case Outcome.Contended contended ->
          throw RequestRefusedException.because(ErrorCode.CONTENTION);
    };
  }

  private Uni<List<ClaimDecision>> decideOthers(
      String packageId,
      List<ClaimRequest> portion,
      List<Optional<ClaimDecision>> decided,
      int attemptsLeft) {
    List<ClaimRequest> others =
        IntStream.range(0, portion.size())
            .filter(i -> decided.get(i).isEmpty())
            .mapToObj(portion::get)
            .toList();
    Uni<List<ClaimDecision>> later =
        others.isEmpty()
            ? Uni.createFrom().item(List.of())
            : decidePortion(packageId, others, attemptsLeft);
    return later.map(decisions -> {
      Iterator<ClaimDecision> next = decisions.iterator();
      return decided.stream().map(decision -> decision.orElseGet(next::next)).toList();
    });
  }
}
