package dev.quanbao.claim;

import dev.quanbao.claim.engine.BulkClaim;
import dev.quanbao.claim.engine.ClaimSettlement;
import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Granted;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.ClaimOrigin;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.Owner.Recipient;
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
 * Sets a copy of a package aside for each of many recipients of a message (2.22, 2.23), from the
 * total limit and bound by no personal one.
 *
 * <p>A copy that is set aside is neither left nor claimed. A user who brings its code claims it,
 * see {@link ClaimPackage}; {@link ReleaseEarmarks} puts it back.
 */
@ApplicationScoped
public class EarmarkCopies {

  private static final int ONE_EACH = 1;

  private final BulkClaim bulkClaim;
  private final ClaimSettlement settlement;
  private final ClaimRepository claims;

  public EarmarkCopies(BulkClaim bulkClaim, ClaimSettlement settlement, ClaimRepository claims) {
    this.bulkClaim = bulkClaim;
    this.settlement = settlement;
    this.claims = claims;
  }

  /**
   * What became of one recipient; exactly one of code and reason is there.
   *
   * @param key the recipient's
   * @param code the package code of the copy that is set aside
   * @param reason why none is
   */
  public record Kept(String key, @Nullable String code, @Nullable ErrorCode reason) {}

  /**
   * Serves recipients in their order.
   *
   * @param recipients each of them once
   * @param operation under which each recipient gets one copy: a repetition finds the same codes,
   *     whatever has become of the copies since
   */
  public Uni<List<Kept>> setAside(
      String packageId,
      List<Recipient> recipients,
      String senderId,
      Instant now,
      String operation) {
    var origin = new ClaimOrigin(null, senderId, now, operation);
    List<ClaimRequest> requests =
        recipients.stream()
            .map(recipient -> ClaimRequest.forAnyCopy(recipient, packageId, origin))
            .toList();
    return bulkClaim
        .decide(packageId, requests, ONE_EACH)
        .call(decisions -> settle(packageId, decisions))
        .chain(decisions ->
            claims
                .findEarmarks(
                    recipients.stream().map(Recipient::key).toList(), packageId, operation)
                .map(copies -> kept(recipients, decisions, copies)));
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
      List<Recipient> recipients, List<ClaimDecision> decisions, List<Claim> copies) {
    Map<String, String> codes =
        copies.stream().collect(Collectors.toMap(copy -> copy.recipient().key(), Claim::copyCode));
    List<Kept> kept = new ArrayList<>(recipients.size());
    for (int i = 0; i < recipients.size(); i++) {
      String key = recipients.get(i).key();
      kept.add(
          decisions.get(i) instanceof Rejected rejected
              ? new Kept(key, null, rejected.reason())
              : new Kept(key, Objects.requireNonNull(codes.get(key)), null));
    }
    return kept;
  }
}
