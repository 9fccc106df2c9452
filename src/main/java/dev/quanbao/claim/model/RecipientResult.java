package dev.quanbao.claim.model;

import dev.quanbao.claim.model.ClaimDecision.Rejected;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one recipient of a dispatch or an allotment.
 *
 * @param recipientId the user or OP
 * @param rejected why nothing was given; null when it was
 */
public record RecipientResult(String recipientId, @Nullable Rejected rejected) {

  /** Whether the recipient got all that was meant for him. */
  public boolean isServed() {
    return rejected == null;
  }

  /** A recipient is served when all that was meant for it was granted. */
  public static RecipientResult summarize(String recipientId, List<ClaimDecision> decisions) {
    Optional<Rejected> first =
        decisions.stream().filter(Rejected.class::isInstance).map(Rejected.class::cast).findFirst();
    return new RecipientResult(recipientId, first.orElse(null));
  }
}
