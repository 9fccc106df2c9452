package dev.quanbao.claim;

import dev.quanbao.access.model.Caller;
import dev.quanbao.claim.ClaimCommand.Claimant;
import dev.quanbao.claim.ClaimCommand.Claimant.ByChat;
import dev.quanbao.claim.ClaimCommand.Claimant.ByUser;
import dev.quanbao.claim.ClaimTarget.Target;
import dev.quanbao.claim.engine.SingleClaim;
import dev.quanbao.claim.model.ClaimDecision;
import dev.quanbao.claim.model.ClaimDecision.Rejected;
import dev.quanbao.claim.model.ClaimOrigin;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.CopyWish;
import dev.quanbao.claim.model.CopyWish.OfStaff;
import dev.quanbao.claim.model.Owner.User;
import dev.quanbao.claim.model.PackageRef.ByAlias;
import dev.quanbao.claim.model.PackageRef.ByCode;
import dev.quanbao.claim.model.PackageRef.ById;
import dev.quanbao.directory.store.ChatRepository;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Claims one copy of a package for a person (领取, 2.8 and 2.25): all of its tickets or none, within
 * every limit, however many claims are made at the same moment.
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

  /** Decides the claim; a code that leads nowhere is a refusal like the others. */
  public Uni<ClaimDecision> claim(ClaimCommand command, Caller caller) {
    return findUser(command.claimant(), caller)
        .chain(user ->
            findTarget(command, caller).map(target -> request(command, user, target, caller)))
        .chain(singleClaim::decide);
  }

  /**
   * Decides a claim that must come through a channel where the package names any: no sender stands
   * in for the user.
   */
  public Uni<ClaimDecision> claimThroughChannel(ClaimCommand command, Caller caller) {
    if (command.channel() != null) {
      return claim(command, caller);
    }
    return findTarget(command, caller)
        .chain(target -> targets.objectionWithoutChannel(target, caller.now()))
        .chain(missing ->
            missing.isPresent()
                ? Uni.createFrom().<ClaimDecision>item(new Rejected(missing.get()))
                : claim(command, caller));
  }

  private Uni<User> findUser(Claimant claimant, Caller caller) {
    return switch (claimant) {
      case ByUser user -> Uni.createFrom().item(new User(user.userId()));
      case ByChat chat ->
          chats
              .findVisible(chat.chatId(), caller)
              .map(found -> {
                if (found.userId() == null) {
                  throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
                }
                return new User(found.userId());
              });
    };
  }

  private Uni<Target> findTarget(ClaimCommand command, Caller caller) {
    // A copy that an OP has is claimed already, by the OP.
    boolean alsoClaimed = command.fromAllotment();
    return switch (command.target()) {
      case ById ref -> targets.findById(ref.id(), caller);
      case ByCode ref -> targets.findByPackageCode(ref.code(), alsoClaimed, caller);
      case ByAlias ref -> targets.findByAlias(ref.alias(), alsoClaimed, caller);
    };
  }

  private static ClaimRequest request(
      ClaimCommand command, User user, Target target, Caller caller) {
    CopyWish wish =
        command.fromAllotment() && command.senderId() != null
            ? new OfStaff(command.senderId(), target.holderId())
            : target.wish();
    var origin =
        new ClaimOrigin(
            command.channel(), command.senderId(), caller.now(), caller.operation().orElse(null));
    return new ClaimRequest(user, target.packageId(), wish, origin);
  }
}
