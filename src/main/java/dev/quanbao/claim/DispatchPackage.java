package dev.quanbao.claim;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.engine.BulkClaim;
import dev.quanbao.claim.model.ClaimOrigin;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.Owner.User;
import dev.quanbao.claim.model.RecipientResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Claims a copy of a package for each of many users (派发, 2.16 and 2.27): a claim without a channel,
 * under every limit that a claim of their own would be under.
 */
@ApplicationScoped
public class DispatchPackage {

  private static final int ONE_EACH = 1;

  private final ClaimTarget targets;
  private final BulkClaim bulkClaim;

  public DispatchPackage(ClaimTarget targets, BulkClaim bulkClaim) {
    this.targets = targets;
    this.bulkClaim = bulkClaim;
  }

  /** Serves users in their order; one that is named twice is served once. */
  public Uni<List<RecipientResult>> toUsers(
      String packageId, List<String> userIds, String senderId, Caller caller) {
    return targets
        .findById(packageId, caller)
        .chain(target ->
            serve(packageId, userIds, senderId, caller.now(), caller.operation().orElse(null)));
  }

  public Uni<List<RecipientResult>> serve(
      String packageId,
      List<String> userIds,
      String senderId,
      Instant now,
      @Nullable String operation) {
    var origin = new ClaimOrigin(null, senderId, now, operation);
    List<String> each = List.copyOf(new LinkedHashSet<>(userIds));
    List<ClaimRequest> requests =
        each.stream()
            .map(userId -> ClaimRequest.forAnyCopy(new User(userId), packageId, origin))
            .toList();
    return bulkClaim
        .decide(packageId, requests, ONE_EACH)
        .map(decisions -> {
          List<RecipientResult> served = new ArrayList<>(each.size());
          for (int i = 0; i < each.size(); i++) {
            served.add(RecipientResult.summarize(each.get(i), List.of(decisions.get(i))));
          }
          return served;
        });
  }
}
