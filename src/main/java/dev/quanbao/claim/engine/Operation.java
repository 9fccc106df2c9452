package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.ticket.model.OwnerType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An operation that makes at most one claim for its owner. */
record Operation(OwnerType ownerType, String ownerId, String id) {

  static Optional<Operation> of(Claim claim) {
    return Optional.ofNullable(claim.operation())
        .map(id -> new Operation(claim.ownerType(), claim.ownerId(), id));
  }

  static Optional<Operation> of(ClaimRequest request) {
    return Optional.ofNullable(request.operation())
        .map(id -> new Operation(request.ownerType(), request.ownerId(), id));
  }

  /** Claims by the operations that made them, without those that no operation made. */
  static Map<Operation, Claim> index(List<Claim> claims) {
    return claims.stream()
        .flatMap(claim -> of(claim).map(operation -> Map.entry(operation, claim)).stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> other));
  }
}
