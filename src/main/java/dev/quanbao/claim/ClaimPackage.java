package dev.quanbao.claim;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.ClaimTarget.Target;
import dev.quanbao.claim.engine.SingleClaim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.directory.store.ChatRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.ticket.model.OwnerType;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Claims one copy of a package for a person (领取, 2.8 and 2.25): all of its tickets or none, within
 * every limit, whoever else claims at the same moment.
 */
@ApplicationScoped
public class ClaimPackage {

  private final ClaimTarget targets;
  private final ChatRepository chats;
  private final SingleClaim singleClaim;

  public ClaimPackage(ClaimTarget targets, ChatRepository chats, SingleClaim singleClaim) {
    this.targets = targets;
    this.chats = chats;
    this.singleClaim = singleClaim;
  }

  /**
   * A claim as it is ordered; exactly one of user and chat, and one of the package's three names,
   * is there.
   *
   * @param fromAllotment take a copy that was allotted to the sender, not one of the public quota
   */
  public record Wanted(
      @Nullable String userId,
      @Nullable String chatId,
      @Nullable String packageId,
      @Nullable String packageCode,
      @Nullable String aliasCode,
      @Nullable String channel,
      @Nullable String senderId,
      boolean fromAllotment) {}

  /** Decides the claim; a code that leads nowhere is a refusal like the others. */
  public Uni<ClaimDecision> claim(Wanted wanted, Caller caller) {
    return owner(wanted, caller)
        .chain(ownerId ->
            target(wanted, caller).map(target -> request(wanted, ownerId, target, caller)))
        .chain(singleClaim::decide);
  }

  /**
   * Decides a claim that must come through a channel where the package names any: nobody stands in
   * for the user.
   */
  public Uni<ClaimDecision> claimThroughChannel(Wanted wanted, Caller caller) {
    if (wanted.channel() != null) {
      return claim(wanted, caller);
    }
    return target(wanted, caller)
        .chain(target -> targets.objectionWithoutChannel(target, caller.now()))
        .chain(missing ->
            missing.isPresent()
                ? Uni.createFrom().<ClaimDecision>item(new Rejected(missing.get()))
                : claim(wanted, caller));
  }

  private Uni<String> owner(Wanted wanted, Caller caller) {
    if (wanted.userId() != null) {
      return Uni.createFrom().item(wanted.userId());
    }
    return chats
        .findVisible(String.valueOf(wanted.chatId()), caller)
        .map(chat -> {
          if (chat.userId() == null) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          return chat.userId();
        });
  }

  private Uni<Target> target(Wanted wanted, Caller caller) {
    if (wanted.packageId() != null) {
      return targets.findById(wanted.packageId(), caller);
    }
    // A copy that an OP has is claimed already, by the OP.
    boolean alsoClaimed = wanted.fromAllotment();
    return wanted.packageCode() != null
        ? targets.findByPackageCode(wanted.packageCode(), alsoClaimed, caller)
        : targets.findByAlias(String.valueOf(wanted.aliasCode()), alsoClaimed, caller);
  }

  private static ClaimRequest request(Wanted wanted, String ownerId, Target target, Caller caller) {
    return new ClaimRequest(
        ownerId,
        OwnerType.USER,
        target.packageId(),
        target.childCode(),
        target.holderId(),
        wanted.channel(),
        wanted.senderId(),
        wanted.fromAllotment() ? String.valueOf(wanted.senderId()) : target.from(),
        null,
        caller.now(),
        caller.operation().orElse(null));
  }
}
