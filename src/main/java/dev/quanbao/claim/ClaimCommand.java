package dev.quanbao.claim;

import dev.quanbao.claim.model.PackageRef;
import org.jspecify.annotations.Nullable;

/**
 * The order to claim one copy for a user.
 *
 * @param claimant the user
 * @param target the package, or one copy of it
 * @param channel through which; null when the sender stands in for the user
 * @param senderId who claims for the user; null when the user does
 * @param fromAllotment whether the copy is to be one that was allotted to the sender, and not one
 *     of the public quota
 */
public record ClaimCommand(
    Claimant claimant,
    PackageRef target,
    @Nullable String channel,
    @Nullable String senderId,
    boolean fromAllotment) {

  public ClaimCommand {
    if (fromAllotment && senderId == null) {
      throw new IllegalArgumentException("an allotment is that of a sender");
    }
  }

  /** How the client names the user. */
  public sealed interface Claimant {

    /** 用户ID */
    record ByUser(String userId) implements Claimant {}

    /** 会话ID: the user of a chat. */
    record ByChat(String chatId) implements Claimant {}
  }
}
