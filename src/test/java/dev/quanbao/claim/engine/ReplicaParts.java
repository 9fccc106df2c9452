package dev.quanbao.claim;

import dev.quanbao.ticket.Tickets;

/** The parts of a replica that touch the store; a sabotage or a crash replaces one of them. */
record ReplicaParts(
    Claims claims,
    ChildPool children,
    PackageQuota quota,
    Tickets tickets,
    ClaimSettlement settlement) {

  ReplicaParts with(Claims other) {
    return new ReplicaParts(other, children, quota, tickets, settlement);
  }

  ReplicaParts with(ChildPool other) {
    return new ReplicaParts(claims, other, quota, tickets, settlement);
  }

  ReplicaParts with(PackageQuota other) {
    return new ReplicaParts(claims, children, other, tickets, settlement);
  }

  ReplicaParts with(Tickets other) {
    return new ReplicaParts(claims, children, quota, other, settlement);
  }

  ReplicaParts with(ClaimSettlement other) {
    return new ReplicaParts(claims, children, quota, tickets, other);
  }
}
