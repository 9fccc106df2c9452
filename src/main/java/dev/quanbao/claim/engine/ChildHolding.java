package dev.quanbao.claim.engine;

import dev.quanbao.claim.store.ChildPool;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.ticket.model.OwnerType;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives the attempts of a batch their children: the one that is wanted, or any that is free. */
@ApplicationScoped
class ChildHolding {

  private final ChildPool children;

  ChildHolding(ChildPool children) {
    this.children = children;
  }

  /**
   * How the attempts of a batch came off.
   *
   * @param holders hold a child each
   * @param beaten wanted one child, which another claim holds
   * @param without wanted any child and found none free, or not one for each copy that their OP is
   *     to get; which need not last: a claim that is under way may still let go of one
   */
  record Held(List<Attempt> holders, List<Attempt> beaten, List<Attempt> without) {}

  Uni<Held> hold(GiftPackage parent, List<Attempt> attempts) {
    List<Attempt> any = new ArrayList<>();
    List<Attempt> particular = new ArrayList<>();
    for (Attempt attempt : attempts) {
      (attempt.request().childCode() == null ? any : particular).add(attempt);
    }
    return holdParticular(particular)
        .chain(held -> holdAny(parent, any).invoke(held::putAll).replaceWith(held))
        .chain(held -> letGo(parent.id(), attempts, held).replaceWith(() -> sort(attempts, held)));
  }

  private Uni<Map<String, String>> holdParticular(List<Attempt> attempts) {
    Map<String, String> held = new HashMap<>();
    return Multi.createFrom()
        .iterable(attempts)
        .onItem()
        .transformToUniAndConcatenate(attempt -> holdOne(attempt, held))
        .collect()
        .last()
        .replaceWith(held);
  }

  private Uni<Void> holdOne(Attempt attempt, Map<String, String> held) {
    String childCode = String.valueOf(attempt.request().childCode());
    return children
        .hold(childCode, attempt.claimId())
        .invoke(child -> {
          if (child != null) {
            held.put(attempt.claimId(), child.code());
          }
        })
        .replaceWithVoid();
  }

  private Uni<Map<String, String>> holdAny(GiftPackage parent, List<Attempt> attempts) {
    return attempts.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : children.holdAny(parent, attempts.stream().map(Attempt::claimId).toList());
  }

  // An OP gets all of the copies or none: what was held for a part of them is let go of again.
  private Uni<Void> letGo(String packageId, List<Attempt> attempts, Map<String, String> held) {
    Set<String> wanting =
        attempts.stream()
            .filter(ChildHolding::isOfOp)
            .filter(attempt -> !held.containsKey(attempt.claimId()))
            .map(attempt -> attempt.request().ownerId())
            .collect(Collectors.toSet());
    List<String> back =
        attempts.stream()
            .filter(ChildHolding::isOfOp)
            .filter(attempt -> wanting.contains(attempt.request().ownerId()))
            .map(Attempt::claimId)
            .filter(held::containsKey)
            .toList();
    if (back.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    back.forEach(held::remove);
    return children.release(packageId, back);
  }

  private static boolean isOfOp(Attempt attempt) {
    return attempt.request().ownerType() == OwnerType.OP;
  }

  private static Held sort(List<Attempt> attempts, Map<String, String> held) {
    var sorted = new Held(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Attempt attempt : attempts) {
      String code = held.get(attempt.claimId());
      if (code != null) {
        attempt.is(attempt.claim().withPackageCode(code));
        sorted.holders().add(attempt);
      } else {
        (attempt.request().childCode() == null ? sorted.without() : sorted.beaten()).add(attempt);
      }
    }
    return sorted;
  }
}
