package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.CopyWish.OneChild;
import dev.quanbao.claim.model.Owner;
import dev.quanbao.claim.model.Owner.Staff;
import dev.quanbao.giftpackage.model.GiftPackage;
import dev.quanbao.giftpackage.store.ChildPool;
import dev.quanbao.platform.flow.Sequentially;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds a child for each attempt of a batch: the child that it asks for, or any free one. */
@ApplicationScoped
class ChildHolding {

  private final ChildPool children;

  ChildHolding(ChildPool children) {
    this.children = children;
  }

  /**
   * What the attempts of a batch hold.
   *
   * @param holders hold a child each
   * @param beaten asked for one child, which another claim holds
   * @param without asked for any child and found none free, or not one for each copy that their OP
   *     is to get; another claim may still release one
   */
  record Held(List<Attempt> holders, List<Attempt> beaten, List<Attempt> without) {}

  Uni<Held> hold(GiftPackage parent, List<Attempt> attempts) {
    Map<String, String> held = new HashMap<>();
    return Sequentially.each(attempts, attempt -> holdWanted(attempt).invoke(held::putAll))
        .chain(() -> holdAny(parent, attempts.stream().filter(a -> !wantsOneChild(a)).toList()))
        .invoke(held::putAll)
        .chain(() -> releasePartsOfAllotments(parent.id(), attempts, held))
        .map(released -> sort(attempts, held));
  }

  private static boolean wantsOneChild(Attempt attempt) {
    return attempt.request().wish() instanceof OneChild;
  }

  private Uni<Map<String, String>> holdWanted(Attempt attempt) {
    return attempt.request().wish() instanceof OneChild wanted
        ? children
            .hold(wanted.code(), attempt.claimId())
            .map(child -> child == null ? Map.of() : Map.of(attempt.claimId(), child.code()))
        : Uni.createFrom().item(Map.of());
  }

  private Uni<Map<String, String>> holdAny(GiftPackage parent, List<Attempt> attempts) {
    return attempts.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : children.holdAny(parent, attempts.stream().map(Attempt::claimId).toList());
  }

  // An OP gets all of the copies or none: the children held for a part of them are released again.
  private Uni<Void> releasePartsOfAllotments(
      String packageId, List<Attempt> attempts, Map<String, String> held) {
    Set<Owner> incomplete =
        attempts.stream()
            .filter(ChildHolding::isOfOp)
            .filter(attempt -> !held.containsKey(attempt.claimId()))
            .map(attempt -> attempt.request().owner())
            .collect(Collectors.toSet());
    List<String> released =
        attempts.stream()
            .filter(ChildHolding::isOfOp)
            .filter(attempt -> incomplete.contains(attempt.request().owner()))
            .map(Attempt::claimId)
            .filter(held::containsKey)
            .toList();
    if (released.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    released.forEach(held::remove);
    return children.release(packageId, released);
  }

  private static boolean isOfOp(Attempt attempt) {
    return attempt.request().owner() instanceof Staff;
  }

  private static Held sort(List<Attempt> attempts, Map<String, String> held) {
    var sorted = new Held(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Attempt attempt : attempts) {
      String code = held.get(attempt.claimId());
      if (code != null) {
        sorted.holders().add(attempt.with(attempt.claim().withPackageCode(code)));
      } else {
        (wantsOneChild(attempt) ? sorted.beaten() : sorted.without()).add(attempt);
      }
    }
    return sorted;
  }
}
