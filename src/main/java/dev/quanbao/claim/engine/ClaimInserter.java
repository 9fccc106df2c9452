package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.Owner;
import dev.quanbao.claim.model.Owner.User;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Inserts claims under the key that is the personal limit: owner, package and which copy of it.
 *
 * <p>It tries the first copy without a look, since most people have none; it looks up the claims of
 * an owner who has one, and tries the first free place within the limit.
 */
@ApplicationScoped
public class ClaimInserter {

  private static final int ROUNDS = 10;
  private static final Comparator<Attempt> BY_PLACE =
      Comparator.comparingInt(attempt -> attempt.places().getFirst());

  private final ClaimRepository claims;

  ClaimInserter(ClaimRepository claims) {
    this.claims = claims;
  }

  /**
   * What became of some attempts.
   *
   * @param stored their claims are stored
   * @param ended the results of the others
   */
  record Inserted(List<Attempt> stored, List<BatchResult> ended) {

    Inserted plus(Inserted other) {
      return new Inserted(
          Stream.concat(stored.stream(), other.stored.stream()).toList(),
          Stream.concat(ended.stream(), other.ended.stream()).toList());
    }
  }

  /**
   * Attempts whose claims have a place among their owners' copies, and the results of the others.
   */
  private record Placed(List<Attempt> attempts, List<BatchResult> ended) {}

  /**
   * Inserts the claims of attempts, no two of which are of one operation; the stored ones are
   * answered in the order of their requests.
   */
  Uni<Inserted> insert(GiftPackage claimed, List<Attempt> attempts) {
    boolean anyKeyed =
        attempts.stream().anyMatch(attempt -> attempt.request().origin().operation() != null);
    Uni<Placed> placed =
        // A keyed request may be a repetition: its claim has to be found, not made again.
        anyKeyed
            ? lookUp(claimed, attempts)
            : Uni.createFrom().item(place(claimed, attempts, List.of()));
    return placed
        .chain(toInsert -> insertPlaced(claimed, toInsert, ROUNDS))
        .map(result ->
            new Inserted(result.stored().stream().sorted(BY_PLACE).toList(), result.ended()));
  }

  /** The claims that the operations of some requests have made before. */
  Uni<Map<ClaimRequest, Claim>> findEarlier(String packageId, Collection<ClaimRequest> requests) {
    List<ClaimRequest> keyed =
        requests.stream().filter(request -> request.origin().operation() != null).toList();
    return keyed.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : claims
            .findByOwners(owners(keyed), packageId)
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

  private Uni<Inserted> insertPlaced(GiftPackage claimed, Placed placed, int roundsLeft) {
    List<Attempt> toInsert = placed.attempts();
    if (toInsert.isEmpty()) {
      return Uni.createFrom().item(new Inserted(List.of(), placed.ended()));
    }
    if (roundsLeft == 0) {
      return Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.RATE_LIMITED));
    }
    return claims
        .insert(toInsert.stream().map(Attempt::claim).toList())
        .chain(taken -> {
          var inserted =
              new Inserted(select(toInsert, a -> !taken.contains(a.claimId())), placed.ended());
          return taken.isEmpty()
              ? Uni.createFrom().item(inserted)
              : lookUp(claimed, select(toInsert, a -> taken.contains(a.claimId())))
                  .chain(others -> insertPlaced(claimed, others, roundsLeft - 1))
                  .map(inserted::plus);
        });
  }

  private static List<Attempt> select(List<Attempt> attempts, Predicate<Attempt> which) {
    return attempts.stream().filter(which).toList();
  }

  private Uni<Placed> lookUp(GiftPackage claimed, List<Attempt> attempts) {
    return claims
        .findByOwners(owners(attempts.stream().map(Attempt::request).toList()), claimed.id())
        .map(existing -> place(claimed, attempts, existing));
  }

  private static Set<Owner> owners(Collection<ClaimRequest> requests) {
    return requests.stream().map(ClaimRequest::owner).collect(Collectors.toSet());
  }

  /** Gives each attempt its place among its owner's copies, and ends those that get none. */
  private static Placed place(GiftPackage claimed, List<Attempt> attempts, List<Claim> existing) {
    int personalLimit = claimed.design().rule().personalLimit();
    Map<Owner, Set<Integer>> taken = new HashMap<>();
    existing.forEach(claim -> places(taken, claim.owner()).add(claim.nth()));
    Map<Operation, Claim> byOperation = Operation.index(existing);
    List<Attempt> placed = new ArrayList<>();
    List<BatchResult> ended = new ArrayList<>();
    for (Attempt attempt : attempts) {
      Optional<Claim> earlier = Operation.of(attempt.request()).map(byOperation::get);
      Owner owner = attempt.request().owner();
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
    return new Placed(placed, ended);
  }

  private static Set<Integer> places(Map<Owner, Set<Integer>> taken, Owner owner) {
    return taken.computeIfAbsent(owner, of -> new HashSet<>());
  }

  // OPs and recipients get what was meant for them: the personal limit is that of users.
  private static int limitFor(Owner owner, int personalLimit) {
    return owner instanceof User ? personalLimit : Integer.MAX_VALUE;
  }

  private static OptionalInt firstFree(Set<Integer> places, int limit) {
    return IntStream.rangeClosed(1, limit).filter(nth -> !places.contains(nth)).findFirst();
  }
}
