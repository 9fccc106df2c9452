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
 * Writes claims under the key that is the personal limit: owner, package and which copy of it.
 *
 * <p>The first copy is tried blindly, since most people have none; who has one already is looked
 * up, and then gets the first free place within the limit.
 */
@ApplicationScoped
public class ClaimInserter {

  private static final int ROUNDS = 10;
  private static final Comparator<Attempt> BY_KEY =
      Comparator.comparing((Attempt attempt) -> attempt.request().ownerId())
          .thenComparingInt(attempt -> attempt.claim().nth());

  private final ClaimRepository claims;

  ClaimInserter(ClaimRepository claims) {
    this.claims = claims;
  }

  /** Writes the attempts' claims; gives back those that stand, and rejects the others. */
  Uni<List<Attempt>> enter(GiftPackage claimed, List<Attempt> attempts) {
    boolean anyKeyed = attempts.stream().anyMatch(attempt -> attempt.request().operation() != null);
    Uni<List<Attempt>> placed =
        // A keyed request may have been here before: its claim has to be found, not made again.
        anyKeyed
            ? lookUp(claimed, attempts)
            : Uni.createFrom().item(place(claimed, attempts, List.of()));
    return placed.chain(toWrite -> write(claimed, toWrite, new ArrayList<>(), ROUNDS));
  }

  /** Tells those attempts whose operation has made a claim already; the others stay undecided. */
  Uni<Void> resume(String packageId, Collection<Attempt> attempts) {
    List<Attempt> keyed =
        attempts.stream().filter(attempt -> attempt.request().operation() != null).toList();
    return keyed.isEmpty()
        ? Uni.createFrom().voidItem()
        : claims
            .of(owners(keyed), packageId)
            .invoke(existing -> {
              Map<Operation, Claim> known = byOperation(existing);
              keyed.forEach(attempt -> isResumed(attempt, known));
            })
            .replaceWithVoid();
  }

  private Uni<List<Attempt>> write(
      GiftPackage claimed, List<Attempt> placed, List<Attempt> written, int roundsLeft) {
    if (placed.isEmpty()) {
      return Uni.createFrom().item(written);
    }
    // Batches of several replicas with the same people in them wait for each other one way round
    // only, on stores where an insert waits for another's: FerretDB was seen to report a deadlock.
    List<Attempt> toWrite = placed.stream().sorted(BY_KEY).toList();
    if (roundsLeft == 0) {
      return Uni.createFrom().failure(RequestRefusedException.because(ErrorCode.RATE_LIMITED));
    }
    return claims
        .insert(toWrite.stream().map(Attempt::claim).toList())
        .chain(refused -> {
          List<Attempt> again = new ArrayList<>();
          for (int i = 0; i < toWrite.size(); i++) {
            (refused.contains(i) ? again : written).add(toWrite.get(i));
          }
          return again.isEmpty()
              ? Uni.createFrom().item(written)
              : lookUp(claimed, again).chain(rest -> write(claimed, rest, written, roundsLeft - 1));
        });
  }

  private Uni<List<Attempt>> lookUp(GiftPackage claimed, List<Attempt> attempts) {
    return claims
        .of(owners(attempts), claimed.id())
        .map(existing -> place(claimed, attempts, existing));
  }

  private static Set<String> owners(List<Attempt> attempts) {
    return attempts.stream()
        .map(attempt -> attempt.request().ownerId())
        .collect(Collectors.toSet());
  }

  /** Gives each attempt its place among its owner's copies, and rejects those without one. */
  private static List<Attempt> place(
      GiftPackage claimed, List<Attempt> attempts, List<Claim> existing) {
    int personalLimit = claimed.design().rule().personalLimit();
    Map<Owner, Set<Integer>> taken = new HashMap<>();
    existing.forEach(claim -> places(taken, Owner.of(claim)).add(claim.nth()));
    Map<Operation, Claim> known = byOperation(existing);
    Map<Operation, Attempt> placedByOperation = new HashMap<>();
    List<Attempt> placed = new ArrayList<>();
    for (Attempt attempt : attempts) {
      if (isResumed(attempt, known) || follows(attempt, placedByOperation)) {
        continue;
      }
      Owner owner = Owner.of(attempt.request());
      Set<Integer> places = places(taken, owner);
      int limit = owner.type() == OwnerType.USER ? personalLimit : Integer.MAX_VALUE;
      OptionalInt free = firstFree(places, limit);
      if (free.isEmpty()) {
        attempt.reject(ErrorCode.PERSONAL_LIMIT);
      } else {
        places.add(free.getAsInt());
        attempt.is(attempt.claim().withNth(free.getAsInt()));
        placed.add(attempt);
        Operation.of(attempt.request()).ifPresent(of -> placedByOperation.put(of, attempt));
      }
    }
    return placed;
  }

  private static Map<Operation, Claim> byOperation(List<Claim> existing) {
    Map<Operation, Claim> known = new HashMap<>();
    existing.forEach(claim -> Operation.of(claim).ifPresent(of -> known.put(of, claim)));
    return known;
  }

  // The same operation has its claim already: it counts, or it is being finished or undone.
  private static boolean isResumed(Attempt attempt, Map<Operation, Claim> known) {
    Optional<Claim> earlier = Operation.of(attempt.request()).map(known::get);
    earlier.ifPresent(attempt::resume);
    return earlier.isPresent();
  }

  // The same operation twice in one batch is one claim.
  private static boolean follows(Attempt attempt, Map<Operation, Attempt> placed) {
    Optional<Attempt> twin = Operation.of(attempt.request()).map(placed::get);
    twin.ifPresent(attempt::follow);
    return twin.isPresent();
  }

  private static Set<Integer> places(Map<Owner, Set<Integer>> taken, Owner owner) {
    return taken.computeIfAbsent(owner, of -> new HashSet<>());
  }

  // OPs and receivers have what was meant for them: the personal limit is that of users.
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

  /** A once-only id, which holds for each owner by itself. */
  private record Operation(Owner owner, String id) {

    static Optional<Operation> of(Claim claim) {
      return Optional.ofNullable(claim.operation()).map(id -> new Operation(Owner.of(claim), id));
    }

    static Optional<Operation> of(ClaimRequest request) {
      return Optional.ofNullable(request.operation())
          .map(id -> new Operation(Owner.of(request), id));
    }
  }
}
