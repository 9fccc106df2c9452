package dev.quanbao.ticket;

import dev.quanbao.platform.store.background.PacedBatches;
import dev.quanbao.ticket.model.Sweep;
import dev.quanbao.ticket.store.TicketRepository;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Notes the sweeps it is asked for, and leaves the tickets alone. */
public final class NotedSweeps extends ExpireTickets {

  private final Queue<Sweep> sweeps = new ConcurrentLinkedQueue<>();

  public NotedSweeps(TicketRepository tickets, PacedBatches batches) {
    super(tickets, batches);
  }

  @Override
  public Uni<Integer> expireAll(Sweep sweep) {
    sweeps.add(sweep);
    return Uni.createFrom().item(0);
  }

  public List<Sweep> sweeps() {
    return List.copyOf(sweeps);
  }
}
