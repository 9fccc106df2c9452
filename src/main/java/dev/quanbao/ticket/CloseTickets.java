package dev.quanbao.ticket;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.quanbao.audit.AuditEntry;
import dev.quanbao.platform.time.BusinessCalendar;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Closes tickets by OP's force (强制关闭): those that could still be used can't be any more; used and
 * expired ones stay what they are.
 */
@ApplicationScoped
public class CloseTickets {

  private final Tickets tickets;

  CloseTickets(Tickets tickets) {
    this.tickets = tickets;
  }

  /** Closes all unused tickets of a package; again does nothing. */
  public Uni<Void> ofPackage(
      String packageId, String operatorId, @Nullable String reason, Instant at, String requestId) {
    return close(packageId, Filters.empty(), operatorId, reason, at, requestId);
  }

  /** Closes those of some tickets of a package that are unused; again does nothing. */
  public Uni<Void> of(
      String packageId,
      List<String> ids,
      String operatorId,
      @Nullable String reason,
      Instant at,
      String requestId) {
    return close(packageId, Filters.in("_id", ids), operatorId, reason, at, requestId);
  }

  private Uni<Void> close(
      String packageId,
      Bson which,
      String operatorId,
      @Nullable String reason,
      Instant at,
      String requestId) {
    var closed =
        AuditEntry.of(
            at,
            operatorId,
            "close",
            TicketStatus.USABLE.name(),
            TicketStatus.CLOSED.name(),
            reason,
            requestId);
    return tickets
        .mongoCollection()
        .updateMany(
            Filters.and(
                which,
                Filters.eq("packageId", packageId),
                Filters.eq("status", TicketStatus.USABLE),
                Filters.gte("validTo", BusinessCalendar.oldestOpenEnd(at))),
            Updates.combine(
                Updates.set("status", TicketStatus.CLOSED),
                Updates.set("updatedAt", at),
                TicketMoves.mark(packageId),
                Updates.push("unfiled", closed)))
        .replaceWithVoid();
  }
}
