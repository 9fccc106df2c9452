package dev.quanbao.ticket;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.quanbao.access.model.Caller;
import dev.quanbao.platform.error.ErrorCode;
import dev.quanbao.platform.error.RequestRefusedException;
import dev.quanbao.ticket.model.OwnerType;
import dev.quanbao.ticket.model.Ticket;
import dev.quanbao.ticket.model.TicketStatus;
import dev.quanbao.ticket.store.TicketRepository;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Looks tickets up for checkouts and apps.
 *
 * <p>A ticket of another company is answered like one that doesn't exist; whoever holds nothing in
 * the caller's companies, known or not, holds nothing.
 */
@ApplicationScoped
public class FindTickets {

  private static final Bson SOONEST_TO_END_FIRST = Sorts.ascending("validTo", "_id");
  private static final Pattern OWNER = Pattern.compile("[!-~]{1,64}");
  private static final Pattern ID = Pattern.compile("[!-~]{5}[0-9a-f]{32}");
  private static final Pattern CODE = Pattern.compile("[0-9]{12,32}");

  private final TicketRepository tickets;

  FindTickets(TicketRepository tickets) {
    this.tickets = tickets;
  }

  /**
   * What is looked for in a user's wallet; null: anything.
   *
   * @param userId whose wallet
   * @param status as time has it now
   * @param productKind by name or id; tickets that are good for it
   * @param channel by name or id; tickets that are good there
   * @param packageId the parent package
   */
  public record Wanted(
      String userId,
      @Nullable TicketStatus status,
      @Nullable String productKind,
      @Nullable String channel,
      @Nullable String packageId) {}

  /** A place in a wallet's order: that of a ticket. */
  public record Place(Instant validTo, String id) {}

  /** A user's tickets behind a place, soonest to end first. */
  public Uni<List<Ticket>> ofUser(Wanted wanted, @Nullable Place behind, int limit, Caller caller) {
    if (!OWNER.matcher(wanted.userId()).matches()) {
      return Uni.createFrom().item(List.of());
    }
    return tickets
        .mongoCollection()
        .find(
            filter(wanted, behind, caller),
            new FindOptions().sort(SOONEST_TO_END_FIRST).limit(limit))
        .collect()
        .asList();
  }

  private static Bson filter(Wanted wanted, @Nullable Place behind, Caller caller) {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.eq("ownerId", wanted.userId()));
    all.add(Filters.eq("ownerType", OwnerType.USER));
    if (behind != null) {
      // The first of the two is what the index seeks; a choice alone would make it read from the
      // beginning.
      all.add(Filters.gte("validTo", behind.validTo()));
      all.add(Filters.or(Filters.gt("validTo", behind.validTo()), Filters.gt("_id", behind.id())));
    }
    all.add(Filters.in("companyId", caller.companies()));
    if (wanted.status() != null) {
      all.add(TicketRepository.hasStatus(wanted.status(), caller.now()));
    }
    if (wanted.productKind() != null) {
      all.add(TicketRepository.isGoodFor("terms.productKinds", List.of(wanted.productKind())));
    }
    if (wanted.channel() != null) {
      all.add(TicketRepository.isGoodFor("channels", List.of(wanted.channel())));
    }
    if (wanted.packageId() != null) {
      all.add(Filters.eq("packageId", wanted.packageId()));
    }
    return Filters.and(all);
  }

  /** The ticket with an id or a code; refused as not found if it isn't the caller's to see. */
  public Uni<Ticket> byIdOrCode(String idOrCode, Caller caller) {
    return look(idOrCode)
        .map(found -> {
          if (found == null || !caller.mayUse(found.companyId())) {
            throw RequestRefusedException.because(ErrorCode.NOT_FOUND);
          }
          return found;
        });
  }

  private Uni<@Nullable Ticket> look(String idOrCode) {
    if (ID.matcher(idOrCode).matches()) {
      return tickets.findById(idOrCode);
    }
    return CODE.matcher(idOrCode).matches()
        ? tickets.mongoCollection().find(Filters.eq("code", idOrCode)).toUni()
        : Uni.createFrom().nullItem();
  }
}
