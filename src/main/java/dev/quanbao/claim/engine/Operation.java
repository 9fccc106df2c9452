package dev.quanbao.claim.engine;

import dev.quanbao.claim.model.Claim;
import dev.quanbao.claim.model.ClaimOrigin;
import dev.quanbao.claim.model.ClaimRequest;
import dev.quanbao.claim.model.Owner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An operation that makes at most one claim for its owner. */
record Operation(Owner owner, String id) {

  static Optional<Operation> of(ClaimRequest request) {
    return of(request.owner(), request.origin());
  }

  private static Optional<Operation> of(Owner owner, ClaimOrigin origin) {
    return Optional.ofNullable(origin.operation()).map(id -> new Operation(owner, id));
  }

  /** Claims by the operations that made them, without those that no operation made. */
  static Map<Operation, Claim> index(List<Claim> claims) {
    return claims.stream()
        .flatMap(
            claim -> of(claim.owner(), claim.origin()).map(of -> Map.entry(of, claim)).stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> other));
  }
}
