package dev.quanbao.claim.engine;

import dev.quanbao.claim.store.ChildPool;
import dev.quanbao.claim.store.Claims;
import dev.quanbao.claim.store.PackageQuota;
import dev.quanbao.ticket.store.Tickets;

/** The parts of a replica that touch the store; a sabotage or a crash replaces one of them. */
public record ReplicaParts(
    Claims claims,
    ChildPool children,
    PackageQuota quota,
    Tickets tickets,
    ClaimSettlement settlement) {

  public ReplicaParts with(Claims other) {
    return new ReplicaParts(other, children, quota, tickets, settlement);
  }

  public ReplicaParts with(ChildPool other) {
    return new ReplicaParts(claims, other, quota, tickets, settlement);
  }

  public ReplicaParts with(PackageQuota other) {
    return new ReplicaParts(claims, children, other, tickets, settlement);
  }

  public ReplicaParts with(Tickets other) {
    return new ReplicaParts(claims, children, quota, other, settlement);
  }

  public ReplicaParts with(ClaimSettlement other) {
    return new ReplicaParts(claims, children, quota, tickets, other);
  }
}
