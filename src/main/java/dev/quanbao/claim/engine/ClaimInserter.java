package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.ticket.model.OwnerType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Inserts claims under the key that is the personal limit: owner, package and which copy of it.
 *
 * <p>It tries the first copy without a look, since most people have none; it looks up the claims of
 * an owner who has one, and tries the first free place within the limit.
 */
@ApplicationScoped
public class ClaimInserter {

  private static final int ROUNDS = 10;
  private static final Comparator<Attempt> BY_KEY =
      Comparator.comparing((Attempt attempt) -> attempt.request().ownerId())
          .thenComparingInt(attempt -> attempt.claim().nth());
  private static final Comparator<Attempt> BY_PLACE =
      Comparator.comparingInt(attempt -> attempt.places().getFirst());

  private final ClaimRepository claims;

  ClaimInserter(ClaimRepository claims) {
    this.claims = claims;
  }

  /**
   * Inserts the claims of attempts, no two of which are of one operation; those that are stored
   * remain, in the order of their requests.
   */
  Uni<StepResult> insert(GiftPackage claimed, List<Attempt> attempts) {
    boolean anyKeyed = attempts.stream().anyMatch(attempt -> attempt.request().operation() != null);
    Uni<StepResult> placed =
        // A keyed request may be a repetition: its claim has to be found, not made again.
        anyKeyed
            ? lookUp(claimed, attempts)
            : Uni.createFrom().item(place(claimed, attempts, List.of()));
    return placed
        .chain(toInsert -> insertPlaced(claimed, toInsert, ROUNDS))
        .map(result ->
            new StepResult(result.remaining().stream().sorted(BY_PLACE).toList(), result.ended()));
  }

  /** The claims that the operations of some requests have made before. */
  Uni<Map<ClaimRequest, Claim>> findEarlier(String packageId, Collection<ClaimRequest> requests) {
    List<ClaimRequest> keyed =
        requests.stream().filter(request -> request.operation() != null).toList();
    return keyed.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : claims
            .of(owners(keyed), packageId)
            .map(existing -> {
              Map<Operation, Claim> byOperation = Operation.index(existing);
              Map<ClaimRequest, Claim> earlier = new HashMap<>();
              keyed.forEach(request ->
                  Operation.of(request)
                      .map(byOperation::get)
                      .ifPresent(claim -> earlier.put(request, claim)));
              return earlier;
            });
  }

  private Uni<StepResult> insertPlaced(GiftPackage claimed, StepResult placed, int roundsLeft) {
    if (placed.remaining().isEmpty()) {
      return Uni.createFrom().item(placed);
    }
    if (roundsLeft == 0) {
      return Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.RATE_LIMITED));
    }
    // Batches of several replicas with the same people in them wait for each other one way round
    // only, on stores where an insert waits for another's: FerretDB was seen to report a deadlock.
    List<Attempt> toInsert = placed.remaining().stream().sorted(BY_KEY).toList();
    return claims
        .insert(toInsert.stream().map(Attempt::claim).toList())
        .chain(taken -> {
          var inserted = new StepResult(select(toInsert, taken, false), placed.ended());
          return taken.isEmpty()
              ? Uni.createFrom().item(inserted)
              : lookUp(claimed, select(toInsert, taken, true))
                  .chain(others -> insertPlaced(claimed, others, roundsLeft - 1))
                  .map(inserted::plus);
        });
  }

  private static List<Attempt> select(List<Attempt> attempts, Set<Integer> taken, boolean isTaken) {
    return IntStream.range(0, attempts.size())
        .filter(i -> taken.contains(i) == isTaken)
        .mapToObj(attempts::get)
        .toList();
  }

  private Uni<StepResult> lookUp(GiftPackage claimed, List<Attempt> attempts) {
    return claims
        .of(owners(attempts.stream().map(Attempt::request).toList()), claimed.id())
        .map(existing -> place(claimed, attempts, existing));
  }

  private static Set<String> owners(Collection<ClaimRequest> requests) {
    return requests.stream().map(ClaimRequest::ownerId).collect(Collectors.toSet());
  }

  /** Gives each attempt its place among its owner's copies, and ends those that get none. */
  private static StepResult place(
      GiftPackage claimed, List<Attempt> attempts, List<Claim> existing) {
    int personalLimit = claimed.design().rule().personalLimit();
    Map<Owner, Set<Integer>> taken = new HashMap<>();
    existing.forEach(claim -> places(taken, Owner.of(claim)).add(claim.nth()));
    Map<Operation, Claim> byOperation = Operation.index(existing);
    List<Attempt> placed = new ArrayList<>();
    List<BatchResult> ended = new ArrayList<>();
    for (Attempt attempt : attempts) {
      Optional<Claim> earlier = Operation.of(attempt.request()).map(byOperation::get);
      Owner owner = Owner.of(attempt.request());
      Set<Integer> places = places(taken, owner);
      OptionalInt free = firstFree(places, limitFor(owner, personalLimit));
      if (earlier.isPresent()) {
        ended.addAll(attempt.endedBy(new Outcome.Found(earlier.get())));
      } else if (free.isEmpty()) {
        ended.addAll(attempt.endedBy(Outcome.rejected(ErrorCode.PERSONAL_LIMIT)));
      } else {
        places.add(free.getAsInt());
        placed.add(attempt.with(attempt.claim().withNth(free.getAsInt())));
      }
    }
    return new StepResult(placed, ended);
  }

  private static Set<Integer> places(Map<Owner, Set<Integer>> taken, Owner owner) {
    return taken.computeIfAbsent(owner, of -> new HashSet<>());
  }

  // OPs and receivers get what was meant for them: the personal limit is that of users.
  private static int limitFor(Owner owner, int personalLimit) {
    return owner.type() == OwnerType.USER ? personalLimit : Integer.MAX_VALUE;
  }

  private static OptionalInt firstFree(Set<Integer> places, int limit) {
    return IntStream.rangeClosed(1, limit).filter(nth -> !places.contains(nth)).findFirst();
  }

  /** Whose copies are counted together. */
  private record Owner(OwnerType type, String id) {

    static Owner of(Claim claim) {
      return new Owner(claim.ownerType(), claim.ownerId());
    }

    static Owner of(ClaimRequest request) {
      return new Owner(request.ownerType(), request.ownerId());
    }
  }
}
