package dev.quanbao.claim;

import dev.quanbao.access.Caller;
import dev.quanbao.ticket.OwnerType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets copies of a package aside for OPs (分配, 2.19 and 2.28): each gets as many as were asked for
 * or none, from the total limit and not bound by the personal one.
 */
@ApplicationScoped
public class AllotPackage {

  private final ClaimTarget targets;
  private final ClaimMany claimMany;

  AllotPackage(ClaimTarget targets, ClaimMany claimMany) {
    this.targets = targets;
    this.claimMany = claimMany;
  }

  /** Serves OPs in their order; one who is named twice is served once. */
  public Uni<List<Served>> toOps(
      String packageId, List<String> opIds, int copies, @Nullable String senderId, Caller caller) {
    List<String> each = List.copyOf(new LinkedHashSet<>(opIds));
    List<ClaimRequest> requests = new ArrayList<>(each.size() * copies);
    for (String opId : each) {
      for (int copy = 0; copy < copies; copy++) {
        requests.add(request(packageId, opId, copy, senderId, caller));
      }
    }
    return targets
        .byId(packageId, caller)
        .chain(target -> claimMany.decide(packageId, requests, copies))
        .map(decisions -> {
          List<Served> served = new ArrayList<>(each.size());
          for (int i = 0; i < each.size(); i++) {
            served.add(Served.by(each.get(i), decisions.subList(i * copies, (i + 1) * copies)));
          }
          return served;
        });
  }

  private static ClaimRequest request(
      String packageId, String opId, int copy, @Nullable String senderId, Caller caller) {
    // Each copy is an operation of its own, so that a repetition finds every single one.
    String operation = caller.operation().map(of -> of + "/" + copy).orElse(null);
    return ClaimRequest.anyCopy(OwnerType.OP, opId, packageId, senderId, caller.now(), operation);
  }
}
