package dev.quanbao.claim;

import dev.quanbao.claim.engine.BulkClaim;
import dev.quanbao.claim.engine.ClaimSettlement;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.Recipient;
import dev.quanbao.claim.model.RecipientIds;
import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.platform.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sets a copy of a package aside for each of many receivers of a message (2.22, 2.23), from the
 * total limit and bound by no personal one.
 *
 * <p>A copy that is set aside is neither left nor claimed. Whoever brings its code claims it, see
 * {@link ClaimPackage}; {@link ReleaseEarmarks} puts it back.
 */
@ApplicationScoped
public class EarmarkCopies {

  private static final int ONE_EACH = 1;

  private final BulkClaim claimMany;
  private final ClaimSettlement settlement;
  private final ClaimRepository claims;

  public EarmarkCopies(BulkClaim claimMany, ClaimSettlement settlement, ClaimRepository claims) {
    this.claimMany = claimMany;
    this.settlement = settlement;
    this.claims = claims;
  }

  /**
   * What became of one receiver; exactly one of code and reason is there.
   *
   * @param key the receiver's
   * @param code the package code of the copy that is set aside
   * @param reason why none is
   */
  public record Kept(String key, @Nullable String code, @Nullable ErrorCode reason) {}

  /**
   * Serves receivers in their order.
   *
   * @param receivers each of them once
   * @param operation under which each receiver gets one copy: a repetition finds the same codes,
   *     whatever has become of the copies since
   */
  public Uni<List<Kept>> setAside(
      String packageId, List<Recipient> receivers, String senderId, Instant now, String operation) {
    List<ClaimRequest> requests =
        receivers.stream()
            .map(receiver -> ClaimRequest.setAside(receiver, packageId, senderId, now, operation))
            .toList();
    return claimMany
        .decide(packageId, requests, ONE_EACH)
        .call(decisions -> settle(packageId, decisions))
        .chain(decisions ->
            claims
                .setAside(
                    requests.stream().map(ClaimRequest::ownerId).toList(), packageId, operation)
                .map(copies -> kept(receivers, decisions, copies)));
  }

  // Only what is known to be complete can be claimed or given back.
  private Uni<Void> settle(String packageId, List<ClaimDecision> decisions) {
    List<String> granted =
        decisions.stream()
            .filter(Granted.class::isInstance)
            .map(decision -> ((Granted) decision).claim().id())
            .toList();
    return granted.isEmpty() ? Uni.createFrom().voidItem() : settlement.settle(packageId, granted);
  }

  private static List<Kept> kept(
      List<Recipient> receivers, List<ClaimDecision> decisions, List<Claim> copies) {
    Map<String, String> codes =
        copies.stream()
            .collect(Collectors.toMap(copy -> RecipientIds.keyOf(copy.ownerId()), Claim::copyCode));
    List<Kept> kept = new ArrayList<>(receivers.size());
    for (int i = 0; i < receivers.size(); i++) {
      String key = receivers.get(i).key();
      kept.add(
          decisions.get(i) instanceof Rejected rejected
              ? new Kept(key, null, rejected.reason())
              : new Kept(key, Objects.requireNonNull(codes.get(key)), null));
    }
    return kept;
  }
}
