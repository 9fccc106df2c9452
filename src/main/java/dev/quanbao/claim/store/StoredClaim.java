package dev.quanbao.claim.store;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimOrigin;
import dev.quanbao.claim.model.CopyState;
import dev.quanbao.claim.model.CopyState.Owned;
import dev.quanbao.claim.model.CopyState.Pending;
import dev.quanbao.claim.model.CopyState.Released;
import dev.quanbao.claim.model.CopyState.Releasing;
import dev.quanbao.claim.model.CopyState.TakenOver;
import dev.quanbao.claim.model.Owner;
import dev.quanbao.claim.model.Owner.Recipient;
import dev.quanbao.claim.model.Owner.Staff;
import dev.quanbao.claim.model.Owner.User;
import io.quarkus.mongodb.panache.common.MongoEntity;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Claim} as one flat document, so that each filter and index is on plain fields.
 *
 * @param ownerId the owner's, see {@link ClaimIds}
 * @param passedOn whether it has no copy of its own: it takes one over, or releases its own
 * @param from the id of the owner whose copy it takes over; null where it is one of the quota
 * @param passedTo the claim that has taken the copy over, or the attempt to release it; null while
 *     its owner keeps it
 * @param reservedFor the only user who may take it over; null for any user who brings its code
 */
@MongoEntity(collection = "Claim")
@RegisterForReflection
public record StoredClaim(
    String id,
    String ownerId,
    OwnerKind ownerType,
    String packageId,
    int nth,
    State state,
    String companyId,
    @Nullable String packageCode,
    long firstTicketNumber,
    @Nullable String channel,
    @Nullable String senderId,
    Instant claimedAt,
    Instant startedAt,
    @Nullable String operation,
    boolean passedOn,
    @Nullable String from,
    @Nullable String passedTo,
    @Nullable String reservedFor) {

  /** The kinds of {@link Owner}. */
  public enum OwnerKind {
    USER,
    OP,
    RECIPIENT
  }

  /** The {@link CopyState}s; who has taken a copy over is said by {@code passedTo}. */
  public enum State {
    PENDING,
    DONE,
    RELEASING,
    RELEASED
  }

  static StoredClaim of(Claim claim) {
    String takenBy =
        switch (claim.state()) {
          case Pending pending -> null;
          case Owned owned -> null;
          case TakenOver taken -> taken.byClaimId();
          case Releasing releasing -> releasing.attemptId();
          case Released released -> released.attemptId();
        };
    State state = stateOf(claim.state());
    return new StoredClaim(
        claim.id(),
        ClaimIds.ownerId(claim.owner()),
        kindOf(claim.owner()),
        claim.packageId(),
        claim.nth(),
        state,
        claim.companyId(),
        claim.packageCode(),
        claim.firstTicketNumber(),
        claim.origin().channel(),
        claim.origin().senderId(),
        claim.origin().at(),
        claim.startedAt(),
        claim.origin().operation(),
        claim.source().isTakeover() || state == State.RELEASING || state == State.RELEASED,
        ClaimIds.ownerId(claim.source()),
        takenBy,
        claim.owner() instanceof Recipient recipient ? recipient.userId() : null);
  }

  private static OwnerKind kindOf(Owner owner) {
    return switch (owner) {
      case User user -> OwnerKind.USER;
      case Staff staff -> OwnerKind.OP;
      case Recipient recipient -> OwnerKind.RECIPIENT;
    };
  }

  private static State stateOf(CopyState state) {
    return switch (state) {
      case Pending pending -> State.PENDING;
      case Owned owned -> State.DONE;
      case TakenOver taken -> State.DONE;
      case Releasing releasing -> State.RELEASING;
      case Released released -> State.RELEASED;
    };
  }

  public Claim toClaim() {
    return new Claim(
        id,
        owner(),
        packageId,
        nth,
        companyId,
        packageCode,
        firstTicketNumber,
        ClaimIds.source(from),
        copyState(),
        new ClaimOrigin(channel, senderId, claimedAt, operation),
        startedAt);
  }

  private Owner owner() {
    return switch (ownerType) {
      case USER -> new User(ownerId);
      case OP -> new Staff(ownerId);
      case RECIPIENT -> new Recipient(ClaimIds.recipientKey(ownerId), reservedFor);
    };
  }

  private CopyState copyState() {
    return switch (state) {
      case PENDING -> new Pending();
      case DONE -> passedTo == null ? new Owned() : new TakenOver(passedTo);
      case RELEASING -> new Releasing(taker());
      case RELEASED -> new Released(taker());
    };
  }

  String taker() {
    return Objects.requireNonNull(passedTo, "a copy that is released names the attempt");
  }
}
