package dev.quanbao.claim.engine;

import dev.quanbao.claim.store.ClaimRepository;
import dev.quanbao.giftpackage.store.ChildPool;
import dev.quanbao.giftpackage.store.QuotaRepository;
import dev.quanbao.ticket.store.TicketRepository;

/** The parts of a replica that touch the store; a sabotage or a crash replaces one of them. */
public record ReplicaParts(
    ClaimRepository claims,
    ChildPool children,
    QuotaRepository quota,
    TicketRepository tickets,
    ClaimSettlement settlement) {

  public ReplicaParts with(ClaimRepository other) {
    return new ReplicaParts(other, children, quota, tickets, settlement);
  }

  public ReplicaParts with(ChildPool other) {
    return new ReplicaParts(claims, other, quota, tickets, settlement);
  }

  public ReplicaParts with(QuotaRepository other) {
    return new ReplicaParts(claims, children, other, tickets, settlement);
  }

  public ReplicaParts with(TicketRepository other) {
    return new ReplicaParts(claims, children, quota, other, settlement);
  }

  public ReplicaParts with(ClaimSettlement other) {
    return new ReplicaParts(claims, children, quota, tickets, other);
  }
}
